import type { AttachmentId, AttachmentView, MessageId, RoomId, UserId } from '@carillon/contracts';
import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { Transactions } from '../platform/database/transaction.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { groupBy } from '../platform/group-by.js';
import { attachmentColumns, presentAttachment, type AttachmentRow } from './attachment.presenter.js';

/** A message that is about to be stored. `id` is the one it gets unless its files were promised to another before. */
export type Sending = {
  id: MessageId;
  roomId: RoomId;
  userId: UserId;
  clientRequestToken: string | null;
  attachmentIds: readonly AttachmentId[];
};

/** With which id and files the message is to be stored; or that this very request was stored before, with this number. */
export type Reserved =
  | { kind: 'reserved'; messageId: MessageId; attachments: readonly AttachmentView[] }
  | { kind: 'repeated'; seq: number };

/**
 * Ties files to messages without a part in the statement that stores messages.
 *
 * Files are bound to the id of their message in a transaction of their own, before the message is stored; whoever reads
 * a message reads its files by that id. So there is no moment at which a stored message has not all its files, also
 * where a process dies in between: then the files are bound to an id that no message has, which nobody can see.
 *
 * Files bound to an id without a message keep it: sent again, with the same request or an edited one, the message takes
 * that id. An attempt whose fate is not known (its sender was told 503) may still be stored later; since an id is
 * stored only once (`messages_id`), either that attempt or the new one is, and the files belong to it in both cases.
 * Nothing has to be unbound when storing fails, and so nothing can be unbound by mistake.
 */
@Injectable()
export class AttachmentLinks {
  private readonly logger = new Logger(AttachmentLinks.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Binds files of one's own to a message; a second request with some of the same files waits for the first.
   * @throws DomainError ATTACHMENT_NOT_FOUND, ATTACHMENT_SENT
   */
  async reserve(sending: Sending): Promise<Reserved> {
    return this.transactions.run(async ({ rows }) => {
      const ids = [...new Set(sending.attachmentIds)];
      const found = await holdFiles(rows, sending, ids);
      const promised = [...new Set(found.flatMap(({ message_id: id }) => (id === null ? [] : [id])))];
      const repeated = await findStored(rows, sending, promised);
      if (repeated !== undefined) return { kind: 'repeated', seq: repeated };
      const messageId = promised[0] ?? sending.id;
      await bind(rows, messageId, ids, this.clock.now());
      const byId = new Map(found.map((row) => [row.id, row]));
      const attachments = ids.flatMap((id) => byId.get(id) ?? []).map(presentAttachment);
      return { kind: 'reserved', messageId, attachments };
    });
  }

  /** The message is stored. If this cannot be noted, whoever clears away what was not sent finds out. */
  async noteSent(messageId: MessageId): Promise<void> {
    try {
      await this.transactions.rows.query('update attachments set sent_at = $2 where message_id = $1', [
        messageId,
        this.clock.now(),
      ]);
    } catch (error) {
      this.logger.warn({ err: error }, 'That files were sent could not be noted yet.');
    }
  }

  /** The files of stored messages, each in its order; messages without files are not in it. */
  async ofMessages(
    rows: EntityManager,
    messageIds: readonly MessageId[],
  ): Promise<Map<MessageId, AttachmentView[]>> {
    if (messageIds.length === 0) return new Map();
    const found = await rows.query<(AttachmentRow & { message_id: MessageId })[]>(
      `select ${attachmentColumns} from attachments where message_id = any($1::uuid[]) order by message_id, position`,
      [messageIds],
    );
    const groups = groupBy(found, (row) => row.message_id);
    return new Map([...groups].map(([id, group]) => [id, group.map(presentAttachment)]));
  }

  /** For whoever deletes messages, in the same transaction: their files go too, soon also from where they are stored. */
  async removeOf(rows: EntityManager, messageIds: readonly MessageId[]): Promise<void> {
    await rows.query('delete from attachments where message_id = any($1::uuid[])', [messageIds]);
  }
}

/** The files, held until the transaction ends. In one order, so that two requests never wait for each other. */
async function holdFiles(
  rows: EntityManager,
  { roomId, userId }: Sending,
  ids: readonly AttachmentId[],
): Promise<AttachmentRow[]> {
  const found = await rows.query<AttachmentRow[]>(
    `select ${attachmentColumns} from attachments
      where id = any($1::uuid[]) and room_id = $2 and user_id = $3 order by id for update`,
    [ids, roomId, userId],
  );
  if (found.length < ids.length) throw new DomainError('ATTACHMENT_NOT_FOUND');
  return found;
}

/** The number of the message that this very request was stored as. @throws DomainError ATTACHMENT_SENT */
async function findStored(
  rows: EntityManager,
  { userId, clientRequestToken }: Sending,
  promised: readonly MessageId[],
): Promise<number | undefined> {
  if (promised.length === 0) return undefined;
  const stored = await rows.query<{ seq: number; is_same: boolean | null }[]>(
    `select seq, user_id = $2 and client_request_token = $3 as is_same from messages where id = any($1::uuid[])`,
    [promised, userId, clientRequestToken],
  );
  const [message] = stored;
  if (message === undefined) return undefined;
  if (stored.length === 1 && promised.length === 1 && message.is_same === true) return message.seq;
  throw new DomainError('ATTACHMENT_SENT');
}

/** What an earlier attempt had bound and this one leaves out is free again. */
async function bind(
  rows: EntityManager,
  messageId: MessageId,
  ids: readonly AttachmentId[],
  now: Date,
): Promise<void> {
  await rows.query(
    'update attachments set message_id = null, reserved_at = null where message_id = $1 and id <> all($2::uuid[])',
    [messageId, ids],
  );
  await rows.query(
    `update attachments a set message_id = $1, position = listed.place - 1, reserved_at = $3
       from unnest($2::uuid[]) with ordinality as listed (id, place) where a.id = listed.id`,
    [messageId, ids, now],
  );
}
