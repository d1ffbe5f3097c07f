import type { RoomId, UserId } from '@carillon/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { RoomEntity } from '../rooms/room.entity.js';

/** One person's emoji under one message. It stays when they leave, as their messages do. */
@Entity('reactions')
@Index('reactions_first', ['roomId', 'seq', 'emoji', 'createdAt'])
export class ReactionEntity {
  @PrimaryColumn('uuid')
  roomId: RoomId;

  @PrimaryColumn('int')
  seq: number;

  @PrimaryColumn('text')
  emoji: string;

  @PrimaryColumn('uuid')
  userId: UserId;

  @ManyToOne(() => RoomEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'room_id' })
  room: RoomEntity;

  @Column('timestamptz')
  createdAt: Date;
}

/** How many people put one emoji under one message, and who first: so that no page has to count. */
@Entity('reaction_counts')
export class ReactionCountEntity {
  @PrimaryColumn('uuid')
  roomId: RoomId;

  @PrimaryColumn('int')
  seq: number;

  @PrimaryColumn('text')
  emoji: string;

  @ManyToOne(() => RoomEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'room_id' })
  room: RoomEntity;

  @Column('int')
  count: number;

  /** At most as many as a view names. */
  @Column('uuid', { array: true })
  firstUserIds: UserId[];

  @Column('timestamptz')
  createdAt: Date;
}
