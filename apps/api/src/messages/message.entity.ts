import type {
  MessageFormat,
  MessageId,
  MessageMentions,
  RoomId,
  UserId,
  WebhookId,
} from '@carillon/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A stored message. History is read by (room, seq), so that is the key. There is no foreign key: the statements that
 * write hold the room and check the author, a trigger deletes a room's messages with it, and people and webhooks that
 * wrote are never removed while the room exists.
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
