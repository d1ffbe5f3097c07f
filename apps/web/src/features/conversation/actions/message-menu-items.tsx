import type { MessageView } from '@carillon/contracts';
import { Copy, Hash, Link, MailOpen, Pencil, Pin, PinOff, Quote, SmilePlus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { MenuItem, MenuSeparator } from '../../../shared/ui/menu';
import type { MessageActions } from './actions-context';
import { isAllowed } from './allowed';
import styles from './message-toolbar.module.css';
import { keyName, shortcuts, type ActionName } from './shortcuts';

/** Names and pictures of all that can be done to a message, in the order of the menu and of the sheet. */
export function actionsFor(message: MessageView): { name: ActionName; label: string; icon: ReactNode }[] {
  const isPinned = message.changes?.isPinned ?? false;
  const icons: Record<ActionName, ReactNode> = {
    react: <SmilePlus />,
    quote: <Quote />,
    edit: <Pencil />,
    pin: isPinned ? <PinOff /> : <Pin />,
    markUnread: <MailOpen />,
    copyText: <Copy />,
    copyLink: <Link />,
    copyId: <Hash />,
    delete: <Trash2 />,
  };
  // The shortcuts are declared in this order.
  const names = Object.keys(shortcuts) as ActionName[];
  return names.map((name) => ({
    name,
    label: name === 'pin' && isPinned ? 'Unpin' : shortcuts[name].label,
    icon: icons[name],
  }));
}

type Props = { message: MessageView; actions: MessageActions; onReact: () => void };

/** All actions of a message as items of a menu, with their keys. */
export function MessageMenuItems({ message, actions, onReact }: Props) {
  const allowed = actionsFor(message).filter(({ name }) => isAllowed(name, message, actions));
  return allowed.map(({ name, label, icon }) => (
    <div key={name}>
      {(name === 'copyText' || name === 'delete') && <MenuSeparator />}
      <MenuItem
        icon={icon}
        tone={name === 'delete' ? 'danger' : 'normal'}
        onSelect={() => {
          if (name === 'react') onReact();
          else actions.run(name, message);
        }}
      >
        {label}
        <kbd aria-hidden="true" className={styles.key}>
          {keyName(name)}
        </kbd>
      </MenuItem>
    </div>
  ));
}
