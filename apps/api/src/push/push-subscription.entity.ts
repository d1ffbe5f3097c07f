import type { SessionId, UserId } from '@carillon/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { SessionEntity } from '../identity/session.entity.js';

/** Where one browser is reached while no page is open. It goes with the session of that browser. */
@Entity('push_subscriptions')
export class PushSubscriptionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_push_subscriptions' })
  sessionId: SessionId;

  @ManyToOne(() => SessionEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'session_id', foreignKeyConstraintName: 'push_subscriptions_session' })
  session: SessionEntity;

  @Column('uuid')
  @Index('push_subscriptions_user')
  userId: UserId;

  @Column('text')
  @Index('push_subscriptions_endpoint', { unique: true })
  endpoint: string;

  /** The browser's key and secret, which what is sent is encrypted with. */
  @Column('bytea')
  publicKey: Buffer;

  @Column('bytea')
  auth: Buffer;

  @Column('text')
  device: 'desktop' | 'phone';

  @Column('timestamptz')
  createdAt: Date;
}
