import type {
  MessageFormat,
  MessageId,
  MessageMentions,
  RoomId,
  UserId,
  WebhookId,
} from '@carillon/contracts';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { RoomEntity } from '../rooms/room.entity.js';

/**
 * A stored message. History is read by (room, seq), so that is the key; authors have no foreign key because the
 * writing statement checks them and people and webhooks that wrote are never removed while the room exists.
 */
@Entity('messages')
@Check('messages_one_author', 'num_nonnulls(user_id, webhook_id) = 1')
@Index('messages_retry', ['roomId', 'userId', 'clientRequestToken'], {
  unique: true,
  where: 'client_request_token is not null',
})
export class MessageEntity {
  @PrimaryColumn('uuid')
  roomId: RoomId;

  @PrimaryColumn('int')
  seq: number;

  @ManyToOne(() => RoomEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'room_id' })
  room: RoomEntity;

  @Column('uuid')
  @Index('messages_id', { unique: true })
  id: MessageId;

  @Column('uuid', { nullable: true })
  userId: UserId | null;

  @Column('uuid', { nullable: true })
  webhookId: WebhookId | null;

  @Column('text')
  content: string;

  @Column('text')
  format: MessageFormat;

  /** Null where nobody is mentioned, which is most messages. */
  @Column('jsonb', { nullable: true })
  mentions: MessageMentions | null;

  @Column('uuid', { nullable: true })
  clientRequestToken: string | null;

  @Column('timestamptz')
  createdAt: Date;
}
