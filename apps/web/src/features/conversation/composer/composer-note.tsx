import { classNames } from '../../../shared/ui/class-names';
import styles from './composer.module.css';
import { byteCount } from './content-problem';

type Props = {
  id: string;
  content: string;
  /** Why it cannot be sent. */
  problem: string | null;
};

/** The line below the composer: how to use it, or what is wrong, and how long the text is where that matters. */
export function ComposerNote({ id, content, problem }: Props) {
  const count = byteCount(content);
  return (
    <p id={id} className={styles.note}>
      {problem === null ? (
        <span className={styles.hint}>
          <kbd>Enter</kbd> to send, <kbd>Shift</kbd>+<kbd>Enter</kbd> for a new line. Markdown works.
        </span>
      ) : (
        <span role="alert" className={styles.problem}>
          {problem}
        </span>
      )}
      {count && (
        <span className={classNames(styles.count, count.isTooLong && styles.problem)}>
          {count.bytes.toLocaleString()} / {count.max.toLocaleString()} bytes
        </span>
      )}
    </p>
  );
}
