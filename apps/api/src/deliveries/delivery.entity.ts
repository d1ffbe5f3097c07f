import type { DeliveryId, ErrorCode, MessageId, UserId, WebhookId } from '@carillon/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { UserEntity } from '../identity/user.entity.js';
import { WebhookEntity } from '../webhooks/webhook.entity.js';

/** One request to a webhook URL; in a flood, several that were answered alike. Ids grow with time. */
@Entity('deliveries')
export class DeliveryEntity {
  @PrimaryColumn('uuid')
  webhookId: WebhookId;

  @PrimaryColumn('uuid')
  id: DeliveryId;

  @ManyToOne(() => WebhookEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'webhook_id' })
  webhook: WebhookEntity;

  @Column('timestamptz')
  @Index('deliveries_age')
  receivedAt: Date;

  @Column('smallint')
  status: number;

  /** Null where the post was accepted. */
  @Column('text', { nullable: true })
  code: ErrorCode | null;

  @Column('text', { nullable: true })
  reason: string | null;

  /** Null where the body was not read. */
  @Column('int', { nullable: true })
  sizeBytes: number | null;

  @Column('real')
  latencyMs: number;

  /** Null where an administrator posted from Manage webhooks. */
  @Column('text', { nullable: true })
  address: string | null;

  @Column('uuid', { nullable: true })
  postedById: UserId | null;

  @ManyToOne(() => UserEntity, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'posted_by_id' })
  postedBy: UserEntity | null;

  @Column('text', { nullable: true })
  preview: string | null;

  @Column('uuid', { nullable: true })
  messageId: MessageId | null;

  @Column('int', { nullable: true })
  seq: number | null;

  @Column('boolean', { default: false })
  isRepeat: boolean;

  @Column('int', { default: 1 })
  times: number;

  /** The refused body, encrypted for this webhook: it may hold what its sender would not show. */
  @Column('bytea', { nullable: true })
  bodySealed: Buffer | null;
}

/** How many requests a webhook got in the ten minutes from `since` on. */
@Entity('delivery_counts')
export class DeliveryCountEntity {
  @PrimaryColumn('uuid')
  webhookId: WebhookId;

  @PrimaryColumn('timestamptz')
  @Index('delivery_counts_age')
  since: Date;

  @ManyToOne(() => WebhookEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'webhook_id' })
  webhook: WebhookEntity;

  @Column('int')
  accepted: number;

  @Column('int')
  refused: number;
}
