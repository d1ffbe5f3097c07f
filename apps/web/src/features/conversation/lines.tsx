import styles from './lines.module.css';
import { dayLabel } from './times';

/** Says on which day the messages below were written. */
export function DayLine({ iso, today }: { iso: string; today: number }) {
  const label = dayLabel(iso, today);
  return (
    <div role="separator" aria-label={label} className={styles.line}>
      <span className={styles.day}>{label}</span>
    </div>
  );
}

/** Stands above what the reader has not seen. */
export function NewLine() {
  return (
    <div role="separator" aria-label="New messages" className={styles.newLine}>
      <span className={styles.newLabel}>New messages</span>
    </div>
  );
}
