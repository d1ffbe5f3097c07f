import type { MessageView } from '@carillon/contracts';
import { useMutation } from '@tanstack/react-query';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog';
import { MessageBody } from '../body/message-body';
import type { MessageActions } from './actions-context';
import styles from './delete-message-dialog.module.css';

type Props = {
  message: MessageView;
  actions: MessageActions;
  onDelete: (message: MessageView) => Promise<void>;
  onClose: () => void;
};

/** Asks before a message is gone for good, and shows which one. */
export function DeleteMessageDialog({ message, actions, onDelete, onClose }: Props) {
  const deletion = useMutation({ mutationFn: () => onDelete(message), onSuccess: onClose });
  return (
    <ConfirmDialog
      isOpen
      title="Delete message"
      confirmLabel="Delete"
      isBusy={deletion.isPending}
      error={deletion.error?.message}
      onConfirm={() => {
        deletion.mutate();
      }}
      onCancel={onClose}
    >
      <p>It will be gone for everyone. This cannot be undone.</p>
      <blockquote className={styles.message}>
        <MessageBody
          content={message.content}
          format={message.format}
          mentions={message.mentions}
          reader={actions.account.userId}
        />
      </blockquote>
    </ConfirmDialog>
  );
}
