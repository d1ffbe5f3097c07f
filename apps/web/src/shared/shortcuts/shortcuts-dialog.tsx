import { Dialog, DialogBody } from '../ui/dialog';
import { ShortcutKeys } from './shortcut-keys';
import styles from './shortcuts-dialog.module.css';
import { shortcutGroups, useShortcuts, type Shortcut } from './shortcuts';

type Props = { isOpen: boolean; onClose: () => void };

/** Every shortcut that has a meaning at this moment. */
export function ShortcutsDialog({ isOpen, onClose }: Props) {
  const shortcuts = useShortcuts();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Keyboard shortcuts" size="wide">
      <DialogBody>
        <div className={styles.groups}>
          {shortcutGroups.map((group) => (
            <Group key={group} name={group} shortcuts={shortcuts.filter((item) => item.group === group)} />
          ))}
        </div>
      </DialogBody>
    </Dialog>
  );
}

function Group({ name, shortcuts }: { name: string; shortcuts: Shortcut[] }) {
  if (shortcuts.length === 0) return null;
  return (
    <section className={styles.group}>
      <h3 className={styles.name}>{name}</h3>
      <ul aria-label={name}>
        {shortcuts.map(({ keys, label }) => (
          <li key={`${keys} ${label}`} className={styles.line}>
            <span>{label}</span>
            <ShortcutKeys keys={keys} />
          </li>
        ))}
      </ul>
    </section>
  );
}
