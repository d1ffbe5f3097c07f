import type { MessageFormat, RoomId, UserId, WebhookId } from '@carillon/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { UserEntity } from '../identity/user.entity.js';
import { RoomEntity } from '../rooms/room.entity.js';

/** An incoming webhook. A deleted one stays as a row, so that its posts keep their author's name. */
@Entity('webhooks')
@Index('webhooks_room', ['roomId'], { where: 'deleted_at is null' })
export class WebhookEntity {
  @PrimaryColumn('uuid')
  id: WebhookId;

  @Column('uuid')
  roomId: RoomId;

  @ManyToOne(() => RoomEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'room_id' })
  room: RoomEntity;

  @Column('text')
  name: string;

  @Column('text', { default: 'markdown' })
  format: MessageFormat;

  /** SHA-256 of the token, for look-up. */
  @Column('bytea')
  tokenHash: Buffer;

  /** The token encrypted for this webhook, so that administrators can copy the URL at any later time. */
  @Column('bytea')
  tokenSealed: Buffer;

  @Column('uuid', { nullable: true })
  createdById: UserId | null;

  @ManyToOne(() => UserEntity, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'created_by_id' })
  createdBy: UserEntity | null;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  deletedAt: Date | null;

  /** By the schedule of one post per second; null before the first post. Kept by the statement that stores posts. */
  @Column('timestamptz', { nullable: true })
  nextPostDueAt: Date | null;

  @Column('timestamptz', { nullable: true })
  lastPostAt: Date | null;
}
