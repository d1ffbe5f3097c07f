import type { RoomId, WebhookView } from '@carillon/contracts';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog';
import { useDeleteWebhook } from './api';
import { focusAfter } from './focus';
import { LastUse } from './last-use';
import styles from './question.module.css';

type Props = {
  roomId: RoomId;
  webhook: WebhookView;
  isOpen: boolean;
  /** Confirmed; the webhook is about to vanish. */
  onDelete: () => void;
  onCancel: () => void;
};

/** Asks before a webhook is deleted. */
export function DeleteWebhookDialog({ roomId, webhook, isOpen, onDelete, onCancel }: Props) {
  const remove = useDeleteWebhook(roomId, webhook.id);
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={`Delete ${webhook.name}?`}
      confirmLabel="Delete"
      isBusy={remove.isPending}
      error={remove.error?.message}
      onCancel={onCancel}
      onConfirm={() => {
        onDelete();
        remove.mutate();
      }}
      finalFocus={() => focusAfter(webhook.id) ?? true}
    >
      <div className={styles.question}>
        <LastUse roomId={roomId} webhookId={webhook.id} />
        <p>
          Every script that posts to it gets error 404 from now on, and its URL cannot be brought back. What
          it has posted stays in the room; its delivery log does not.
        </p>
      </div>
    </ConfirmDialog>
  );
}
