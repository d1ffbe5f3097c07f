import type { RoomId, UserId } from '@carillon/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { RoomEntity } from '../rooms/room.entity.js';

/**
 * What happened to a message since it was posted. A table of its own, because most messages stay as they are: storing
 * one costs nothing for it, and this index holds only what changed.
 */
@Entity('message_changes')
@Index('message_changes_number', ['roomId', 'number'], { unique: true })
@Index('message_changes_pins', ['roomId', 'pinnedAt'], { where: 'pinned_at is not null' })
export class MessageChangeEntity {
  @PrimaryColumn('uuid')
  roomId: RoomId;

  @PrimaryColumn('int')
  seq: number;

  @ManyToOne(() => RoomEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'room_id' })
  room: RoomEntity;

  /** Of the last change. The changes of a room are numbered without gaps, under the lock of its row. */
  @Column('int')
  number: number;

  @Column('timestamptz', { nullable: true })
  editedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  deletedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  pinnedAt: Date | null;

  @Column('uuid', { nullable: true })
  pinnedById: UserId | null;
}
