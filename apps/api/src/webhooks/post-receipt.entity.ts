import type { MessageId, WebhookId } from '@carillon/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { WebhookEntity } from './webhook.entity.js';

/** What a post with an idempotency key became, so that repeating it gets the same answer for a day. */
@Entity('post_receipts')
export class PostReceiptEntity {
  @PrimaryColumn('uuid')
  webhookId: WebhookId;

  @PrimaryColumn('text')
  idempotencyKey: string;

  @ManyToOne(() => WebhookEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'webhook_id' })
  webhook: WebhookEntity;

  @Column('uuid')
  messageId: MessageId;

  @Column('int')
  seq: number;

  @Column('timestamptz')
  @Index('post_receipts_age')
  storedAt: Date;
}
