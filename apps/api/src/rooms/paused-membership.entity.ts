import type { MemberRole, NotificationLevel, RoomId, UserId } from '@carillon/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { UserEntity } from '../identity/user.entity.js';
import { RoomEntity } from './room.entity.js';

/**
 * Where a deactivated account was a member. It is none meanwhile, so that every rule about members (roster, mentions,
 * counts, alerts, access) holds without knowing of deactivation.
 */
@Entity('paused_memberships')
export class PausedMembershipEntity {
  @PrimaryColumn('uuid')
  roomId: RoomId;

  @PrimaryColumn('uuid')
  @Index('paused_memberships_user')
  userId: UserId;

  @ManyToOne(() => RoomEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'room_id' })
  room: RoomEntity;

  @ManyToOne(() => UserEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id' })
  user: UserEntity;

  @Column('text')
  role: MemberRole;

  @Column('timestamptz')
  joinedAt: Date;

  @Column('int')
  lastReadSeq: number;

  @Column('boolean', { default: false })
  isFavourite: boolean;

  @Column('int', { nullable: true })
  hiddenAtSeq: number | null;

  @Column('text', { default: 'mentions' })
  desktopNotifications: NotificationLevel;

  @Column('text', { default: 'mentions' })
  phoneNotifications: NotificationLevel;
}
