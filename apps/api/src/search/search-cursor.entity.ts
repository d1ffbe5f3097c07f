import type { RoomId } from '@carillon/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Up to where the messages of a room can be searched. */
@Entity('search_cursors')
export class SearchCursorEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_search_cursors' })
  roomId: RoomId;

  @Column('int')
  indexedSeq: number;

  /** Of the room's changes: edits and deletions. */
  @Column('int')
  indexedChange: number;
}
