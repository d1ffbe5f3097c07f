import type { MessagePage, MessageView, RoomId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../platform/database/transaction.js';
import { presentMessage, type MessageRow } from './message.presenter.js';

const columns = `
  m.id, m.room_id, m.seq, m.content, m.format, m.mentions, m.client_request_token, m.created_at,
  m.user_id, u.display_name, u.alias, m.webhook_id, w.name as webhook_name`;
/** The page is cut by the key alone before any author is looked up. */
const joins = `left join users u on u.id = m.user_id left join webhooks w on w.id = m.webhook_id`;

/** The largest number the column can hold; larger ones in a query mean the same. */
const maxSeq = 2_147_483_647;

/** Reads the messages of a room in pages that cost the same wherever they are. The caller came through the door. */
@Injectable()
export class MessageHistory {
  constructor(private readonly transactions: Transactions) {}

  /** The page older than `before`, or the newest; the cursor is the `before` of the page behind. */
  async older(roomId: RoomId, before: number | undefined, limit: number): Promise<MessagePage> {
    const rows = await this.read(
      `select ${columns}
         from (select * from messages where room_id = $1 and seq < $2 order by seq desc limit $3) m ${joins}
        order by m.seq desc`,
      [roomId, Math.min(before ?? maxSeq, maxSeq), limit + 1],
    );
    const items = rows.slice(0, limit);
    return { items, nextCursor: rows.length > limit ? cursorOf(items.at(-1)) : null };
  }

  /** The page right behind `after`, newest first; the cursor is the `after` of the page that follows. */
  async newer(roomId: RoomId, after: number, limit: number): Promise<MessagePage> {
    const rows = await this.read(
      `select ${columns}
         from (select * from messages where room_id = $1 and seq > $2 order by seq limit $3) m ${joins}
        order by m.seq`,
      [roomId, Math.min(after, maxSeq), limit + 1],
    );
    const items = rows.slice(0, limit).reverse();
    return { items, nextCursor: rows.length > limit ? cursorOf(items[0]) : null };
  }

  /** One message by its number; the caller knows that it is there. */
  async one(roomId: RoomId, seq: number): Promise<MessageView> {
    const { items } = await this.newer(roomId, seq - 1, 1);
    const [message] = items;
    if (message?.seq !== seq) throw new Error(`Message ${String(seq)} of room ${roomId} is not there.`);
    return message;
  }

  private async read(statement: string, values: unknown[]): Promise<MessageView[]> {
    const rows = await this.transactions.rows.query<MessageRow[]>(statement, values);
    return rows.map(presentMessage);
  }
}

function cursorOf(message: MessageView | undefined): string | null {
  return message === undefined ? null : String(message.seq);
}
