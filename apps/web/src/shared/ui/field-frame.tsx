import type { ReactNode } from 'react';
import styles from './text-field.module.css';

type Props = {
  /** Id of the control; the note below has this id with `-note`. */
  id: string;
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  children: ReactNode;
};

/** Label above, hint or error below a control. */
export function FieldFrame({ id, label, hint, error, children }: Props) {
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {children}
      <div id={`${id}-note`} aria-live="polite">
        {error ? <p className={styles.error}>{error}</p> : hint && <p className={styles.hint}>{hint}</p>}
      </div>
    </div>
  );
}
