import type { RoomId, WebhookView } from '@carillon/contracts';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog';
import { useRegenerateWebhook } from './api';

type Props = {
  roomId: RoomId;
  webhook: WebhookView;
  isOpen: boolean;
  onCancel: () => void;
  onRegenerated: () => void;
};

/** Asks before a webhook gets a new URL. */
export function RegenerateWebhookDialog({ roomId, webhook, isOpen, onCancel, onRegenerated }: Props) {
  const regenerate = useRegenerateWebhook(roomId, webhook.id);
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={`Regenerate the URL of ${webhook.name}?`}
      confirmLabel="Regenerate URL"
      isBusy={regenerate.isPending}
      error={regenerate.error?.message}
      onCancel={onCancel}
      onConfirm={() => {
        regenerate.mutate(undefined, { onSuccess: onRegenerated });
      }}
    >
      <p>
        The old URL stops working at once: every script that uses it gets error 404 until it has the new one.
      </p>
    </ConfirmDialog>
  );
}
