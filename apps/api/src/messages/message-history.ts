import type { MessageChangePage, MessagePage, MessageView, RoomId, UserId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions } from '../platform/database/transaction.js';
import { AttachmentLinks } from '../attachments/attachment-links.js';
import { presentMessage, type MessageRow } from './message.presenter.js';
import { readReactions } from './read-reactions.js';

/** A page of messages, before anything is said about the changes of its room. */
export type HistoryPage = Pick<MessagePage, 'items' | 'nextCursor'>;

const columns = `
  m.id, m.room_id, m.seq, m.content, m.format, m.mentions, m.client_request_token, m.created_at,
  m.user_id, u.display_name, u.alias, m.webhook_id, w.name as webhook_name,
  c.number as change_number, c.edited_at, c.deleted_at, c.pinned_at`;
/** The page is cut by the key alone before any author is looked up. */
const joins = `left join users u on u.id = m.user_id left join webhooks w on w.id = m.webhook_id
  left join message_changes c on c.room_id = m.room_id and c.seq = m.seq`;
/** The largest number the column can hold; larger ones in a query mean the same. */
const maxSeq = 2_147_483_647;

/** Reads the messages of a room in pages that cost the same wherever they are. The caller came through the door. */
@Injectable()
export class MessageHistory {
  constructor(
    private readonly transactions: Transactions,
    private readonly attachments: AttachmentLinks,
  ) {}

  /** The page older than `before`, or the newest; the cursor is the `before` of the page behind. */
  async older(
    roomId: RoomId,
    before: number | undefined,
    limit: number,
    reader: UserId,
  ): Promise<HistoryPage> {
    const views = await this.read(
      `select ${columns}
         from (select * from messages where room_id = $1 and seq < $2 order by seq desc limit $3) m ${joins}
        order by m.seq desc`,
      [roomId, Math.min(before ?? maxSeq, maxSeq), limit + 1],
      reader,
    );
    const items = views.slice(0, limit);
    return { items, nextCursor: views.length > limit ? cursorOf(items.at(-1)) : null };
  }

  /** The page right behind `after`, newest first; the cursor is the `after` of the page that follows. */
  async newer(roomId: RoomId, after: number, limit: number, reader: UserId): Promise<HistoryPage> {
    const views = await this.read(
      `select ${columns}
         from (select * from messages where room_id = $1 and seq > $2 order by seq limit $3) m ${joins}
        order by m.seq`,
      [roomId, Math.min(after, maxSeq), limit + 1],
      reader,
    );
    const items = views.slice(0, limit).reverse();
    return { items, nextCursor: views.length > limit ? cursorOf(items[0]) : null };
  }

  /** Messages changed after change `after`, the one changed longest ago first; the cursor is the next `after`. */
  async changed(
    roomId: RoomId,
    after: number,
    limit: number,
    reader: UserId,
  ): Promise<Omit<MessageChangePage, 'lastChange'>> {
    const views = await this.read(
      `select ${columns}
         from (select * from message_changes where room_id = $1 and number > $2 order by number limit $3) k
         join messages m on m.room_id = k.room_id and m.seq = k.seq ${joins}
        order by k.number`,
      [roomId, Math.min(after, maxSeq), limit + 1],
      reader,
    );
    const items = views.slice(0, limit);
    const last = items.at(-1)?.changes?.number;
    return { items, nextCursor: views.length > limit && last !== undefined ? String(last) : null };
  }

  /** The pinned messages of a room, the one pinned last first. */
  async pinned(roomId: RoomId, limit: number, reader: UserId): Promise<MessageView[]> {
    return this.read(
      `select ${columns}
         from (
           select * from message_changes where room_id = $1 and pinned_at is not null order by pinned_at desc limit $2
         ) k
         join messages m on m.room_id = k.room_id and m.seq = k.seq ${joins}
        order by k.pinned_at desc, k.seq desc`,
      [roomId, limit],
      reader,
    );
  }

  /** One message by its number; the caller knows that it is there. */
  async one(rows: EntityManager, roomId: RoomId, seq: number, reader: UserId): Promise<MessageView> {
    const [message] = await this.read(
      `select ${columns} from messages m ${joins} where m.room_id = $1 and m.seq = $2`,
      [roomId, seq],
      reader,
      rows,
    );
    if (message === undefined) throw new Error(`Message ${String(seq)} of room ${roomId} is not there.`);
    return message;
  }

  private async read(
    statement: string,
    values: unknown[],
    reader: UserId,
    rows: EntityManager = this.transactions.rows,
  ): Promise<MessageView[]> {
    const found = await rows.query<MessageRow[]>(statement, values);
    const reactions = await readReactions(rows, found, reader);
    // Webhooks post no files.
    const mayHaveFiles = found.filter((row) => row.user_id !== null).map((row) => row.id);
    const files = await this.attachments.ofMessages(rows, mayHaveFiles);
    return found.map((row) => presentMessage(row, reactions.get(row.seq) ?? [], files.get(row.id)));
  }
}

function cursorOf(message: MessageView | undefined): string | null {
  return message === undefined ? null : String(message.seq);
}
