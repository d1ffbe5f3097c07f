import styles from './spinner.module.css';

type Props = {
  /** Said to screen readers; leave out where words beside it say the same. */
  label?: string;
};

/** Shows that something is under way. */
export function Spinner({ label }: Props) {
  return (
    <span
      className={styles.spinner}
      {...(label ? { role: 'status', 'aria-label': label } : { 'aria-hidden': true })}
    />
  );
}
