import type { MessageView } from '@carillon/contracts';
import { Ellipsis, Pencil, Quote, SmilePlus } from 'lucide-react';
import { useRef } from 'react';
import { IconButton } from '../../../shared/ui/icon-button';
import { Menu } from '../../../shared/ui/menu';
import { EmojiPicker } from '../composer/emoji-picker';
import { mine } from '../reactions-of';
import type { MessageActions } from './actions-context';
import { isAllowed } from './allowed';
import { MessageMenuItems } from './message-menu-items';
import styles from './message-toolbar.module.css';
import { quickReactions } from './quick-reactions';
import { keyName } from './shortcuts';
import type { RowPopup } from './use-row';

type Props = {
  message: MessageView;
  actions: MessageActions;
  popup: RowPopup;
  onPopupChange: (popup: RowPopup) => void;
};

/** What can be done to the message below the pointer, or to the one that has the focus. */
export function MessageToolbar({ message, actions, popup, onPopupChange }: Props) {
  const toolbar = useRef<HTMLDivElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const can = (name: Parameters<typeof isAllowed>[0]) => isAllowed(name, message, actions);
  const closePicker = () => {
    focusAfter(toolbar.current, add.current);
    onPopupChange('none');
  };
  return (
    <div ref={toolbar} role="toolbar" aria-label="Message actions" className={styles.toolbar}>
      {can('react') && (
        <>
          {quickReactions.slice(0, 3).map(({ emoji, name }) => (
            <IconButton
              key={emoji}
              label={`React with ${name}`}
              size="small"
              aria-pressed={mine(message, emoji)}
              onClick={() => actions.react(message, emoji, !mine(message, emoji))}
            >
              <span className={styles.emoji}>{emoji}</span>
            </IconButton>
          ))}
          <IconButton
            ref={add}
            label={`Add reaction (${keyName('react')})`}
            size="small"
            aria-haspopup="dialog"
            aria-expanded={popup === 'picker'}
            onClick={() => onPopupChange(popup === 'picker' ? 'none' : 'picker')}
          >
            <SmilePlus />
          </IconButton>
        </>
      )}
      {can('quote') && (
        <IconButton
          label={`Quote (${keyName('quote')})`}
          size="small"
          onClick={() => actions.run('quote', message)}
        >
          <Quote />
        </IconButton>
      )}
      {can('edit') && (
        <IconButton
          label={`Edit (${keyName('edit')})`}
          size="small"
          onClick={() => actions.run('edit', message)}
        >
          <Pencil />
        </IconButton>
      )}
      <Menu
        isOpen={popup === 'menu'}
        onOpenChange={(isOpen) => onPopupChange(isOpen ? 'menu' : 'none')}
        trigger={
          <IconButton label="More actions" size="small">
            <Ellipsis />
          </IconButton>
        }
      >
        <MessageMenuItems message={message} actions={actions} onReact={() => onPopupChange('picker')} />
      </Menu>
      {popup === 'picker' && (
        <EmojiPicker
          anchor={add}
          field={() => false}
          onPick={(emoji) => {
            closePicker();
            actions.react(message, emoji, true);
          }}
          onClose={closePicker}
        />
      )}
    </div>
  );
}

/** Back to the message, for the next key; or to the button, where the reader came by the pointer. */
function focusAfter(toolbar: HTMLElement | null, button: HTMLElement | null): void {
  const message = toolbar?.closest('article');
  const isByKeys = message?.hasAttribute('tabindex') === true;
  (isByKeys ? message : button)?.focus({ preventScroll: true });
}
