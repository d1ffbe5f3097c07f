import type { RoomId, UserId, WebhookId } from '@carillon/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The words of a message that can be searched for. Without foreign keys: see the migration. */
@Entity('message_words')
@Index('message_words_time', ['createdAt', 'roomId', 'seq'])
@Index('message_words_words', { synchronize: false })
export class MessageWordsEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_message_words' })
  roomId: RoomId;

  @PrimaryColumn('int', { primaryKeyConstraintName: 'PK_message_words' })
  seq: number;

  @Column('uuid')
  authorId: UserId | WebhookId;

  @Column('timestamptz')
  createdAt: Date;

  /** Words as `words.ts` folds them, and the marks of `marks.ts`. */
  @Column('tsvector')
  words: string;
}
