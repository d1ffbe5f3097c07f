import type { RoomId, WebhookView } from '@carillon/contracts';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog';
import { useDeleteWebhook } from './api';

type Props = { roomId: RoomId; webhook: WebhookView; isOpen: boolean; onCancel: () => void };

/** Asks before a webhook is deleted. */
export function DeleteWebhookDialog({ roomId, webhook, isOpen, onCancel }: Props) {
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
        remove.mutate();
      }}
    >
      <p>
        Every script that posts to it gets error 404 from now on, and its URL cannot be brought back. What it
        has posted stays in the room.
      </p>
    </ConfirmDialog>
  );
}
