import { Dialog } from '@base-ui/react/dialog';
import { attachmentUrl } from '@carillon/client';
import type { AttachmentView, RoomId } from '@carillon/contracts';
import { ChevronLeft, ChevronRight, Download, X } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { classNames } from '../../../shared/ui/class-names';
import { IconButton } from '../../../shared/ui/icon-button';
import { fileSize } from './file-size';
import styles from './lightbox.module.css';

type Props = {
  roomId: RoomId;
  pictures: readonly AttachmentView[];
  /** Which of them is shown first. */
  start: number;
  onClose: () => void;
};

/** One picture of a message over the whole page, and the way to the others. A press shows it at its own size. */
export function Lightbox({ roomId, pictures, start, onClose }: Props) {
  const [index, setIndex] = useState(start);
  const [isWhole, setIsWhole] = useState(true);
  const file = pictures[index];
  if (file === undefined) return null;
  const url = attachmentUrl(roomId, file.id);
  const go = (by: number) => {
    const next = index + by;
    if (next < 0 || next >= pictures.length) return;
    setIndex(next);
    setIsWhole(true);
  };
  const handleKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'ArrowLeft') go(-1);
    if (key === 'ArrowRight') go(1);
  };
  return (
    <Dialog.Root
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.popup} onKeyDown={handleKeyDown}>
          <header className={styles.header}>
            <Dialog.Title dir="auto" className={styles.name}>
              {file.name}
            </Dialog.Title>
            <span className={styles.facts}>
              {pictures.length > 1 && `${String(index + 1)} of ${String(pictures.length)}, `}
              {file.width} × {file.height}, {fileSize(file.sizeBytes)}
            </span>
            <a
              href={url}
              download={file.name}
              aria-label={`Download ${file.name}`}
              className={styles.download}
            >
              <Download aria-hidden="true" />
            </a>
            <Dialog.Close render={<IconButton label="Close" />}>
              <X />
            </Dialog.Close>
          </header>
          <div className={styles.stage}>
            <button
              type="button"
              aria-label={isWhole ? 'Show at its own size' : 'Show the whole picture'}
              className={classNames(styles.zoom, !isWhole && styles.large)}
              onClick={() => {
                setIsWhole(!isWhole);
              }}
            >
              <img
                key={file.id}
                src={url}
                alt={file.name}
                width={file.width ?? undefined}
                height={file.height ?? undefined}
                className={styles.image}
              />
            </button>
          </div>
          {pictures.length > 1 && (
            <>
              <span className={styles.before}>
                <IconButton label="Previous picture" disabled={index === 0} onClick={() => go(-1)}>
                  <ChevronLeft />
                </IconButton>
              </span>
              <span className={styles.after}>
                <IconButton
                  label="Next picture"
                  disabled={index === pictures.length - 1}
                  onClick={() => go(1)}
                >
                  <ChevronRight />
                </IconButton>
              </span>
            </>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
