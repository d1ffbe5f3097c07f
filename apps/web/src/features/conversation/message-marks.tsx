import { Pin, Trash2 } from 'lucide-react';
import styles from './message-marks.module.css';
import { fullTime } from './times';

/** Stands behind the text of a message that is not as it was posted. */
export function EditedMark({ at }: { at: string }) {
  return (
    <time dateTime={at} title={`Edited ${fullTime(at)}`} className={styles.edited}>
      (edited)
    </time>
  );
}

/** Stands where the text of a message was. */
export function DeletedMark() {
  return (
    <p className={styles.deleted}>
      <Trash2 aria-hidden="true" />
      This message was deleted.
    </p>
  );
}

/** Stands above a message that everyone in the room should find again. */
export function PinnedMark() {
  return (
    <p className={styles.pinned}>
      <Pin aria-hidden="true" />
      Pinned
    </p>
  );
}
