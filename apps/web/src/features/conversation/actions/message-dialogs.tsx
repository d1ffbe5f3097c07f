import type { MessageView } from '@carillon/contracts';
import { useRef } from 'react';
import { EmojiPicker } from '../composer/emoji-picker';
import type { MessageActions } from './actions-context';
import { DeleteMessageDialog } from './delete-message-dialog';
import styles from './message-dialogs.module.css';
import { MessageSheet } from './message-sheet';
import type { MessageDialog } from './use-actions';

type Props = {
  dialog: MessageDialog;
  actions: MessageActions;
  onDelete: (message: MessageView) => Promise<void>;
  onChange: (dialog: MessageDialog | null) => void;
};

/** The window about a message that is open. */
export function MessageDialogs({ dialog: { kind, message }, actions, onDelete, onChange }: Props) {
  const anchor = useRef<HTMLSpanElement>(null);
  const close = () => {
    onChange(null);
  };
  switch (kind) {
    case 'delete':
      return <DeleteMessageDialog message={message} actions={actions} onDelete={onDelete} onClose={close} />;
    case 'sheet':
      return (
        <MessageSheet
          message={message}
          actions={actions}
          onClose={close}
          onReact={() => {
            onChange({ kind: 'reaction', message });
          }}
        />
      );
    case 'reaction':
      return (
        <>
          <span ref={anchor} className={styles.anchor} />
          <EmojiPicker
            anchor={anchor}
            field={() => false}
            onPick={(emoji) => {
              close();
              actions.react(message, emoji, true);
            }}
            onClose={close}
          />
        </>
      );
  }
}
