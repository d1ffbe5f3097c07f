import { keyNames, type Keys } from './keys';
import styles from './shortcut-keys.module.css';

/** Keys as they are written on the keyboard. */
export function ShortcutKeys({ keys }: { keys: Keys }) {
  return (
    <span className={styles.keys}>
      {keyNames(keys).map((name) => (
        <kbd key={name} className={styles.key}>
          {name}
        </kbd>
      ))}
    </span>
  );
}
