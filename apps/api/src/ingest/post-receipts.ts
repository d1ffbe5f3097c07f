import { limits, type MessageId, type WebhookId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { Transactions } from '../platform/database/transaction.js';
import { PostReceiptEntity } from '../webhooks/post-receipt.entity.js';

/** The message that a post became. */
export type StoredPost = { id: MessageId; seq: number };

/** What posts with an idempotency key became. The statement that stores a post writes it down. */
@Injectable()
export class PostReceipts {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async find(webhookId: WebhookId, idempotencyKey: string): Promise<StoredPost | undefined> {
    const since = new Date(this.clock.now().getTime() - limits.incomingWebhook.idempotencyLifetimeMs);
    const receipt = await this.transactions.rows.findOneBy(PostReceiptEntity, {
      webhookId,
      idempotencyKey,
      storedAt: MoreThan(since),
    });
    return receipt === null ? undefined : { id: receipt.messageId, seq: receipt.seq };
  }

  /** Removes those that no repetition can ask for any more. */
  async prune(): Promise<void> {
    await this.transactions.rows.query(
      `delete from post_receipts where stored_at < now() - $1 * interval '1 millisecond'`,
      [limits.incomingWebhook.idempotencyLifetimeMs],
    );
  }
}
