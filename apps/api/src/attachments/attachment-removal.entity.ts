import type { AttachmentId } from '@carillon/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * Bytes that are to be removed from the store once they are due. Written before anything is stored, and taken back with
 * the row of the file, so that whatever breaks in between leaves nothing behind; and by a trigger when such a row goes.
 */
@Entity('attachment_removals')
export class AttachmentRemovalEntity {
  @PrimaryColumn('uuid')
  attachmentId: AttachmentId;

  @Column('timestamptz')
  @Index('attachment_removals_due')
  dueAt: Date;
}
