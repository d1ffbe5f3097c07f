import type { RoomId, UserId } from '@carillon/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { UserEntity } from '../identity/user.entity.js';
import { RoomEntity } from './room.entity.js';

/** Somebody is invited to a room and has not answered. There is one a room and person. */
@Entity('room_invitations')
@Index('room_invitations_user', ['userId', 'roomId'])
export class RoomInvitationEntity {
  @PrimaryColumn('uuid')
  roomId: RoomId;

  @PrimaryColumn('uuid')
  userId: UserId;

  @ManyToOne(() => RoomEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'room_id', foreignKeyConstraintName: 'FK_room_invitations_room' })
  room: RoomEntity;

  @ManyToOne(() => UserEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'FK_room_invitations_user' })
  user: UserEntity;

  @Column('uuid', { nullable: true })
  invitedById: UserId | null;

  @ManyToOne(() => UserEntity, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'invited_by_id', foreignKeyConstraintName: 'FK_room_invitations_invited_by' })
  invitedBy: UserEntity | null;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz')
  expiresAt: Date;
}
