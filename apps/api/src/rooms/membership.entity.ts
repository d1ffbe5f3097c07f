import type { MemberRole, NotificationLevel, RoomId, UserId } from '@carillon/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { UserEntity } from '../identity/user.entity.js';
import { RoomEntity } from './room.entity.js';

@Entity('memberships')
@Index('memberships_user', ['userId', 'roomId'])
export class MembershipEntity {
  @PrimaryColumn('uuid')
  roomId: RoomId;

  @PrimaryColumn('uuid')
  userId: UserId;

  @ManyToOne(() => RoomEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'room_id' })
  room: RoomEntity;

  @ManyToOne(() => UserEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id' })
  user: UserEntity;

  @Column('text', { default: 'member' })
  role: MemberRole;

  @Column('timestamptz')
  joinedAt: Date;

  /** Everything up to this message has been read, on whichever device. */
  @Column('int', { default: 0 })
  lastReadSeq: number;

  /** Grows each time the marker goes back, so that nobody takes an older marker for a newer one. */
  @Column('int', { default: 0 })
  readRound: number;

  @Column('boolean', { default: false })
  isFavourite: boolean;

  /** The newest message when its member hid the room; null unless they did. Messages that mention them since bring it back. */
  @Column('int', { nullable: true })
  hiddenAtSeq: number | null;

  @Column('text', { default: 'mentions' })
  desktopNotifications: NotificationLevel;

  @Column('text', { default: 'mentions' })
  phoneNotifications: NotificationLevel;
}
