import { Upload } from 'lucide-react';
import { useState, type ComponentProps, type DragEvent } from 'react';
import { classNames } from '../../../shared/ui/class-names';
import styles from './drop-target.module.css';
import { filesOf, holdsFiles } from './given-files';

type Props = ComponentProps<'div'> & {
  /** What is said while files are held above it. */
  label: string;
  onFiles: (files: File[]) => void;
};

/** Takes files that are dropped anywhere on it, and says so while some are held above it. */
export function DropTarget({ label, onFiles, className, children, ...rest }: Props) {
  const { isOver, handlers } = useFilesAbove(onFiles);
  return (
    <div {...rest} className={classNames(styles.target, className)} {...handlers}>
      {children}
      {isOver && (
        <div className={styles.overlay} aria-hidden="true">
          <p className={styles.words}>
            <Upload />
            <span>{label}</span>
          </p>
        </div>
      )}
    </div>
  );
}

/** Each element below is entered and left by itself; the pointer is outside when as many were left as entered. */
function useFilesAbove(onFiles: Props['onFiles']) {
  const [depth, setDepth] = useState(0);
  return {
    isOver: depth > 0,
    handlers: {
      onDragEnter: (event: DragEvent) => {
        if (!holdsFiles(event.dataTransfer)) return;
        event.preventDefault();
        setDepth((before) => before + 1);
      },
      onDragOver: (event: DragEvent) => {
        if (!holdsFiles(event.dataTransfer)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      },
      onDragLeave: (event: DragEvent) => {
        if (holdsFiles(event.dataTransfer)) setDepth((before) => Math.max(0, before - 1));
      },
      onDrop: (event: DragEvent) => {
        if (!holdsFiles(event.dataTransfer)) return;
        event.preventDefault();
        setDepth(0);
        onFiles(filesOf(event.dataTransfer));
      },
    },
  };
}
