import type { AttachmentId, MessageId, RoomId, UserId } from '@carillon/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { UserEntity } from '../identity/user.entity.js';
import { RoomEntity } from '../rooms/room.entity.js';

/**
 * A file that someone uploaded to a room. However its row goes away, a trigger notes that the bytes are to be removed:
 * with its room, with its account, with its message, or because it was never sent.
 */
@Entity('attachments')
@Index('attachments_unsent', ['userId', 'createdAt'], { where: 'sent_at is null' })
export class AttachmentEntity {
  @PrimaryColumn('uuid')
  id: AttachmentId;

  @Column('uuid')
  @Index('attachments_room')
  roomId: RoomId;

  @ManyToOne(() => RoomEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'room_id' })
  room: RoomEntity;

  @Column('uuid')
  userId: UserId;

  @ManyToOne(() => UserEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id' })
  user: UserEntity;

  /** The message it belongs to, set before that is stored: see `attachment-links.ts`. Hence no foreign key. */
  @Column('uuid', { nullable: true })
  @Index('attachments_message', { where: 'message_id is not null' })
  messageId: MessageId | null;

  /** Place among the files of its message, from 0. */
  @Column('smallint', { default: 0 })
  position: number;

  @Column('text')
  name: string;

  @Column('text')
  mediaType: string;

  @Column('int')
  sizeBytes: number;

  @Column('int', { nullable: true })
  width: number | null;

  @Column('int', { nullable: true })
  height: number | null;

  @Column('boolean', { default: false })
  hasThumbnail: boolean;

  @Column('timestamptz')
  createdAt: Date;

  /** When it was last bound to a message that was about to be stored. */
  @Column('timestamptz', { nullable: true })
  reservedAt: Date | null;

  /** When its message was known to be stored; until then it is cleared away some day. */
  @Column('timestamptz', { nullable: true })
  sentAt: Date | null;
}
