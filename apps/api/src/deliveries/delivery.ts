import type { DeliveryId, ErrorCode, MessageId, UserId, WebhookId } from '@carillon/contracts';

/** Who posted from Manage webhooks. */
export type Poster = { userId: UserId; displayName: string };

/** One request to a webhook URL and what became of it, to be written down. */
export type Delivery = {
  readonly id: DeliveryId;
  readonly webhookId: WebhookId;
  readonly receivedAt: Date;
  readonly status: number;
  /** Null where it was accepted. */
  readonly refusal: { code: ErrorCode; message: string } | null;
  readonly latencyMs: number;
  /** Null where an administrator posted from Manage webhooks, who is `postedBy` then. */
  readonly address: string | null;
  readonly postedBy: Poster | null;
  /** The raw body; undefined where it was not read. */
  readonly body: Buffer | undefined;
  /** Its `Content`, where it has one. */
  readonly text: string | undefined;
  readonly message: { id: MessageId; seq: number } | null;
  readonly isRepeat: boolean;
};
