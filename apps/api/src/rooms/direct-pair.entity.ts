import type { RoomId, UserId } from '@carillon/contracts';
import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Column } from 'typeorm';
import { UserEntity } from '../identity/user.entity.js';
import { RoomEntity } from './room.entity.js';

/** Which conversation two people have: one, however often and by how many requests at once they start it. */
@Entity('direct_pairs')
export class DirectPairEntity {
  /** Of the two, the one whose id is lower. */
  @PrimaryColumn('uuid')
  lowUserId: UserId;

  @PrimaryColumn('uuid')
  highUserId: UserId;

  @Column('uuid')
  @Index('direct_pairs_room', { unique: true })
  roomId: RoomId;

  @ManyToOne(() => UserEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'low_user_id' })
  lowUser: UserEntity;

  @ManyToOne(() => UserEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'high_user_id' })
  highUser: UserEntity;

  @ManyToOne(() => RoomEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'room_id' })
  room: RoomEntity;
}
