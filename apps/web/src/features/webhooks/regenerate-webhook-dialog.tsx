import type { RoomId, WebhookView } from '@carillon/contracts';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog';
import { useRegenerateWebhook } from './api';
import { focusAfter } from './focus';
import { LastUse } from './last-use';
import styles from './question.module.css';

type Props = {
  roomId: RoomId;
  webhook: WebhookView;
  isOpen: boolean;
  /** Confirmed; the URL is about to change. */
  onRegenerate: () => void;
  /** Done, or not (null). */
  onSettled: (webhook: WebhookView | null) => void;
  onCancel: () => void;
};

/** Asks before a webhook gets a new URL. */
export function RegenerateWebhookDialog({
  roomId,
  webhook,
  isOpen,
  onRegenerate,
  onSettled,
  onCancel,
}: Props) {
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
        onRegenerate();
        regenerate.mutate(undefined, {
          onSettled: (changed) => {
            onSettled(changed ?? null);
          },
        });
      }}
      finalFocus={() => focusAfter(webhook.id) ?? true}
    >
      <div className={styles.question}>
        <LastUse roomId={roomId} webhookId={webhook.id} />
        <p>
          The old URL stops working at once: every script that uses it gets error 404 until it has the new
          one.
        </p>
      </div>
    </ConfirmDialog>
  );
}
