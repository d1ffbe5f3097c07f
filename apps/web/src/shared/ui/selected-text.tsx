import { useEffect, useRef } from 'react';
import styles from './selected-text.module.css';

type Props = { label: string; text: string };

/** A text in a field, selected, with how to copy it by hand. */
export function SelectedText({ label, text }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [text]);
  return (
    <span className={styles.byHand}>
      <textarea ref={field} readOnly rows={3} value={text} aria-label={label} className={styles.field} />
      <small>This browser does not allow copying by a button. Press Ctrl+C or ⌘C.</small>
    </span>
  );
}
