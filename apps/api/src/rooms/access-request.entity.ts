import type { RoomId, UserId } from '@carillon/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { UserEntity } from '../identity/user.entity.js';
import { RoomEntity } from './room.entity.js';

/** Somebody asks to be taken into a room. One that was declined stays for a while, so that asking again is no use. */
@Entity('access_requests')
export class AccessRequestEntity {
  @PrimaryColumn('uuid')
  roomId: RoomId;

  @PrimaryColumn('uuid')
  @Index('access_requests_user')
  userId: UserId;

  @ManyToOne(() => RoomEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'room_id', foreignKeyConstraintName: 'FK_access_requests_room' })
  room: RoomEntity;

  @ManyToOne(() => UserEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'FK_access_requests_user' })
  user: UserEntity;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  declinedAt: Date | null;
}
