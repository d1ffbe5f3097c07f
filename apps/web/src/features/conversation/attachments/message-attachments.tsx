import { attachmentUrl, thumbnailUrl } from '@carillon/client';
import { shownAs, type AttachmentView, type RoomId } from '@carillon/contracts';
import { Download } from 'lucide-react';
import { lazy, memo, Suspense, useState } from 'react';
import { untilLoaded } from '../../../shared/page/until-loaded';
import { FileIcon } from './file-icon';
import { fileSize } from './file-size';
import styles from './message-attachments.module.css';
import { pictureBox } from './picture-size';

const Lightbox = lazy(async () => ({
  default: (await untilLoaded(() => import('./lightbox'))).Lightbox,
}));

type Props = { roomId: RoomId; attachments: readonly AttachmentView[] };

/** A picture has a size and something small to show; what browsers cannot decode is offered for saving only. */
export function isPicture({ mediaType, hasThumbnail }: AttachmentView): boolean {
  return hasThumbnail && shownAs(mediaType) === 'image';
}

/** The files of a message: pictures side by side, then what can be played, then the rest by name. Heights are known before anything has loaded. */
export const MessageAttachments = memo(function MessageAttachments({ roomId, attachments }: Props) {
  const [opened, setOpened] = useState<number | null>(null);
  if (attachments.length === 0) return null;
  const pictures = attachments.filter(isPicture);
  const others = attachments.filter((file) => !isPicture(file));
  return (
    <div className={styles.attachments}>
      {pictures.length > 0 && (
        <div className={pictures.length === 1 ? styles.single : styles.grid}>
          {pictures.map((file, index) => (
            <Picture
              key={file.id}
              roomId={roomId}
              file={file}
              isAlone={pictures.length === 1}
              onOpen={() => {
                setOpened(index);
              }}
            />
          ))}
        </div>
      )}
      {others.map((file) => (
        <OtherFile key={file.id} roomId={roomId} file={file} />
      ))}
      {opened !== null && (
        <Suspense fallback={null}>
          <Lightbox
            roomId={roomId}
            pictures={pictures}
            start={opened}
            onClose={() => {
              setOpened(null);
            }}
          />
        </Suspense>
      )}
    </div>
  );
});

type PictureProps = { roomId: RoomId; file: AttachmentView; isAlone: boolean; onOpen: () => void };

function Picture({ roomId, file, isAlone, onOpen }: PictureProps) {
  const box = isAlone ? pictureBox(file.width ?? 1, file.height ?? 1) : undefined;
  return (
    <button
      type="button"
      aria-label={`Open ${file.name}`}
      title={file.name}
      className={styles.picture}
      style={box && { inlineSize: box.width, aspectRatio: `${String(box.width)} / ${String(box.height)}` }}
      onClick={onOpen}
    >
      <img
        src={thumbnailUrl(roomId, file.id)}
        alt={file.name}
        loading="lazy"
        decoding="async"
        draggable={false}
        className={styles.image}
      />
      {file.mediaType === 'image/gif' && <span className={styles.kind}>GIF</span>}
    </button>
  );
}

function OtherFile({ roomId, file }: { roomId: RoomId; file: AttachmentView }) {
  const kind = shownAs(file.mediaType);
  const url = attachmentUrl(roomId, file.id);
  return (
    <div className={styles.other}>
      {kind === 'video' && (
        <video controls preload="metadata" src={url} aria-label={file.name} className={styles.video} />
      )}
      <a href={url} download={file.name} className={styles.row}>
        <FileIcon name={file.name} />
        <span className={styles.words}>
          <span dir="auto" className={styles.name} title={file.name}>
            {file.name}
          </span>
          <span className={styles.size}>{fileSize(file.sizeBytes)}</span>
        </span>
        <Download role="img" aria-label="Download" aria-hidden={false} className={styles.download} />
      </a>
      {kind === 'audio' && (
        <audio controls preload="none" src={url} aria-label={file.name} className={styles.audio} />
      )}
    </div>
  );
}
