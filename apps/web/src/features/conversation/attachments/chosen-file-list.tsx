import { RotateCw, X } from 'lucide-react';
import { classNames } from '../../../shared/ui/class-names';
import { IconButton } from '../../../shared/ui/icon-button';
import type { ChosenFile } from './chosen-file';
import styles from './chosen-file-list.module.css';
import { FileIcon } from './file-icon';
import { fileSize } from './file-size';

type Props = {
  files: readonly ChosenFile[];
  onDrop: (key: string) => void;
  onRetry: (key: string) => void;
};

/** The files that go with the text below: how far each is, and a way to take it away. */
export function ChosenFileList({ files, onDrop, onRetry }: Props) {
  if (files.length === 0) return null;
  return (
    <ul aria-label="Files to send" className={styles.list}>
      {files.map((file) => (
        <li key={file.key} className={classNames(styles.file, file.state === 'failed' && styles.failed)}>
          <span className={styles.face}>
            {file.previewUrl === undefined ? (
              <FileIcon name={file.name} />
            ) : (
              <img src={file.previewUrl} alt="" className={styles.preview} />
            )}
          </span>
          <span className={styles.words}>
            <span dir="auto" className={styles.name} title={file.name}>
              {file.name}
            </span>
            <Progress file={file} />
          </span>
          {file.state === 'failed' && file.canRetry && (
            <IconButton label={`Upload ${file.name} again`} size="small" onClick={() => onRetry(file.key)}>
              <RotateCw />
            </IconButton>
          )}
          <IconButton
            label={file.state === 'uploading' ? `Cancel ${file.name}` : `Remove ${file.name}`}
            size="small"
            onClick={() => onDrop(file.key)}
          >
            <X />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}

function Progress({ file }: { file: ChosenFile }) {
  const size = fileSize(file.sizeBytes);
  switch (file.state) {
    case 'waiting':
      return <span className={styles.note}>{size}, waiting</span>;
    case 'uploading':
      return (
        <span className={styles.note}>
          <progress aria-label={`Upload of ${file.name}`} max={1} value={file.share} className={styles.bar} />
          {Math.floor(file.share * 100)} %
        </span>
      );
    case 'uploaded':
      return <span className={styles.note}>{size}</span>;
    case 'failed':
      return (
        <span role="alert" className={styles.reason}>
          {file.reason}
        </span>
      );
  }
}
