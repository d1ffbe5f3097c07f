import styles from './skeleton.module.css';

type Props = {
  /** What is being loaded, for screen readers. */
  label: string;
  rows: number;
};

/** Rows in the shape of what is being loaded. */
export function Skeleton({ label, rows }: Props) {
  return (
    <div role="status" aria-label={label} className={styles.rows}>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className={styles.row} />
      ))}
    </div>
  );
}
