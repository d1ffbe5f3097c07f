import type { DeliveryId, DeliveryView, ErrorCode, MessageId, UserId, WebhookId } from '@carillon/contracts';

/** A row of the log, with what is known of its administrator and its message now. */
export type DeliveryRow = {
  id: DeliveryId;
  webhook_id: WebhookId;
  received_at: Date;
  status: number;
  code: ErrorCode | null;
  reason: string | null;
  size_bytes: number | null;
  latency_ms: number;
  address: string | null;
  posted_by_id: UserId | null;
  poster_name: string | null;
  preview: string | null;
  message_id: MessageId | null;
  seq: number | null;
  is_repeat: boolean;
  times: number;
  is_message_there: boolean;
  /** As bytes, or as the database writes bytes; null where it was not kept. */
  body_sealed: Buffer | string | null;
};

export function presentDelivery(row: DeliveryRow): DeliveryView {
  const { message_id: messageId, seq, posted_by_id: userId, poster_name: displayName } = row;
  const message = messageId !== null && seq !== null && row.is_message_there ? { id: messageId, seq } : null;
  return {
    id: row.id,
    webhookId: row.webhook_id,
    receivedAt: row.received_at.toISOString(),
    outcome: row.code === null ? 'accepted' : 'refused',
    status: row.status,
    code: row.code,
    reason: row.reason,
    sizeBytes: row.size_bytes,
    latencyMs: Math.round(row.latency_ms * 10) / 10,
    address: row.address,
    postedBy: userId === null || displayName === null ? null : { userId, displayName },
    preview: row.preview,
    message,
    isRepeat: row.is_repeat,
    times: row.times,
    canPostAgain: message !== null || row.body_sealed !== null,
  };
}
