import type { MessageView } from '@carillon/contracts';
import { plainText, parseMessage } from '@carillon/message-format';
import { useState } from 'react';
import { BottomSheet } from '../../../shared/ui/bottom-sheet';
import { mine } from '../reactions-of';
import type { MessageActions } from './actions-context';
import { isAllowed } from './allowed';
import { actionsFor } from './message-menu-items';
import styles from './message-sheet.module.css';
import { quickReactions } from './quick-reactions';

type Props = {
  message: MessageView;
  actions: MessageActions;
  onClose: () => void;
  /** All emoji, in the place of the sheet. */
  onReact: () => void;
};

/** What can be done to a message on a phone, at the thumb. */
export function MessageSheet({ message, actions, onClose, onReact }: Props) {
  const [isOpen, setIsOpen] = useState(true);
  const allowed = actionsFor(message).filter(({ name }) => isAllowed(name, message, actions));
  const close = () => {
    setIsOpen(false);
    onClose();
  };
  const text = plainText(parseMessage(message.content, message.format));
  return (
    <BottomSheet isOpen={isOpen} onClose={close} label="Message actions">
      <p dir="auto" className={styles.message}>
        {text}
      </p>
      {isAllowed('react', message, actions) && (
        <div role="group" aria-label="Quick reactions" className={styles.quick}>
          {quickReactions.map(({ emoji, name }) => (
            <button
              key={emoji}
              type="button"
              aria-label={`React with ${name}`}
              aria-pressed={mine(message, emoji)}
              className={styles.reaction}
              onClick={() => {
                actions.react(message, emoji, !mine(message, emoji));
                close();
              }}
            >
              {emoji}
            </button>
          ))}
        </div>
      )}
      <ul className={styles.list}>
        {allowed.map(({ name, label, icon }) => (
          <li key={name}>
            <button
              type="button"
              className={name === 'delete' ? styles.danger : styles.item}
              onClick={() => {
                if (name === 'react') {
                  onReact();
                  return;
                }
                close();
                actions.run(name, message);
              }}
            >
              {icon}
              {label}
            </button>
          </li>
        ))}
      </ul>
    </BottomSheet>
  );
}
