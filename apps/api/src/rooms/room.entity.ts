import type { InvitePolicy, RoomId, RoomKind, UserId } from '@carillon/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { UserEntity } from '../identity/user.entity.js';

@Entity('rooms')
@Index('rooms_words', { synchronize: false })
export class RoomEntity {
  @PrimaryColumn('uuid')
  id: RoomId;

  @Column('text', { default: 'room' })
  kind: RoomKind;

  /** Empty in conversations, which are named by the people in them. */
  @Column('text')
  name: string;

  /** What the room is about; empty for none. */
  @Column('text', { default: '' })
  topic: string;

  @Column('text', { default: 'administrators' })
  invitePolicy: InvitePolicy;

  @Column('timestamptz')
  createdAt: Date;

  @Column('uuid', { nullable: true })
  createdById: UserId | null;

  @ManyToOne(() => UserEntity, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'created_by_id' })
  createdBy: UserEntity | null;

  /** Kept with each change of members, under the lock of this row, so that no post has to count. */
  @Column('int', { default: 0 })
  memberCount: number;

  /** Number of the newest message. Only the message writer moves it, in the statement that stores the message. */
  @Column('int', { default: 0 })
  lastSeq: number;

  /** Number of the last change of a message that was there already: see `messages/message-changes.ts`. */
  @Column('int', { default: 0 })
  lastChange: number;

  @Column('timestamptz', { nullable: true })
  lastMessageAt: Date | null;
}
