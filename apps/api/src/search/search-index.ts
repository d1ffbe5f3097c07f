import type { MessageId, RoomId, UserId, WebhookId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions } from '../platform/database/transaction.js';
import { textVector } from './text-vector.js';

/** Messages of one transaction: it must end well within the time that a statement may take. */
const batchSize = 400;
/** Of one room in a batch, so that a busy room does not keep the others waiting. */
const batchSizeOfRoom = 200;
/** Text that is read into words without letting anything else run in between. Unit: UTF-16 code units. */
const sliceLength = 50_000;

type Row = {
  id: MessageId;
  room_id: RoomId;
  seq: number;
  author_id: UserId | WebhookId;
  content: string;
  created_at: Date;
  deleted_at: Date | null;
};

/** What a step did, and which of its rooms have more. */
export type Step = { indexed: number; unfinished: RoomId[] };

/** The stored words of messages, and up to where each room's are stored. */
@Injectable()
export class SearchIndex {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Stores the words of the next messages of these rooms, and anew those of messages that changed. Rooms that another
   * process works at are left to it, and named as unfinished: it may have begun before what is new here.
   */
  async advance(roomIds: readonly RoomId[]): Promise<Step> {
    return this.transactions.run(async ({ rows }) => {
      const held = await hold(rows, roomIds);
      const indexed = (await storeNext(rows, held)) + (await renewChanged(rows, held));
      const isAlone = held.length === roomIds.length;
      return { indexed, unfinished: indexed === 0 && isAlone ? [] : await behind(rows, roomIds) };
    });
  }

  /** Rooms of which not everything can be searched yet, those that spoke last first. */
  async behind(limit: number): Promise<{ roomId: RoomId; missing: number }[]> {
    const found = await this.transactions.rows.query<{ id: RoomId; missing: number }[]>(
      `select r.id, r.last_seq - coalesce(c.indexed_seq, 0) as missing
         from rooms r left join search_cursors c on c.room_id = r.id
        where r.last_seq > coalesce(c.indexed_seq, 0) or r.last_change > coalesce(c.indexed_change, 0)
        order by r.last_message_at desc nulls last limit $1`,
      [limit],
    );
    return found.map(({ id, missing }) => ({ roomId: id, missing }));
  }

  /** Removes what is left of rooms that are gone, a bounded part at a time. Answers whether there may be more. */
  async removeOrphans(limit: number): Promise<boolean> {
    const [orphan] = await this.transactions.rows.query<{ room_id: RoomId }[]>(
      `select c.room_id from search_cursors c
        where not exists (select 1 from rooms r where r.id = c.room_id) limit 1`,
    );
    if (orphan === undefined) return false;
    const [, removed] = await this.transactions.rows.query<[unknown, number]>(
      `delete from message_words w using (
         select room_id, seq from message_words where room_id = $1 order by seq limit $2
       ) part where w.room_id = part.room_id and w.seq = part.seq`,
      [orphan.room_id, limit],
    );
    if (removed < limit)
      await this.transactions.rows.query('delete from search_cursors where room_id = $1', [orphan.room_id]);
    return true;
  }
}

/** The rooms of these that no other process is working at, kept from others until the end of the transaction. */
async function hold(rows: EntityManager, roomIds: readonly RoomId[]): Promise<RoomId[]> {
  await rows.query(
    `insert into search_cursors (room_id, indexed_seq, indexed_change)
     select id, 0, 0 from rooms where id = any($1::uuid[]) order by id on conflict do nothing`,
    [roomIds],
  );
  const held = await rows.query<{ room_id: RoomId }[]>(
    'select room_id from search_cursors where room_id = any($1::uuid[]) order by room_id for update skip locked',
    [roomIds],
  );
  return held.map(({ room_id }) => room_id);
}

async function behind(rows: EntityManager, roomIds: readonly RoomId[]): Promise<RoomId[]> {
  const found = await rows.query<{ id: RoomId }[]>(
    `select r.id from rooms r left join search_cursors c on c.room_id = r.id
      where r.id = any($1::uuid[])
        and (r.last_seq > coalesce(c.indexed_seq, 0) or r.last_change > coalesce(c.indexed_change, 0))`,
    [roomIds],
  );
  return found.map(({ id }) => id);
}

async function storeNext(rows: EntityManager, roomIds: readonly RoomId[]): Promise<number> {
  const messages = await rows.query<Row[]>(
    `select m.*, ch.deleted_at from search_cursors c
      cross join lateral (
        select id, room_id, seq, coalesce(user_id, webhook_id) as author_id, content, created_at
          from messages where room_id = c.room_id and seq > c.indexed_seq order by seq limit $2
      ) m
      left join message_changes ch on ch.room_id = m.room_id and ch.seq = m.seq
      where c.room_id = any($1::uuid[]) limit $3`,
    [roomIds, batchSizeOfRoom, batchSize],
  );
  if (messages.length === 0) return 0;
  await insertWords(rows, messages);
  await rows.query(
    `update search_cursors c set indexed_seq = done.seq
       from (select room_id, max(seq) as seq from unnest($1::uuid[], $2::int[]) as t (room_id, seq) group by room_id) done
      where c.room_id = done.room_id and c.indexed_seq < done.seq`,
    [messages.map(({ room_id }) => room_id), messages.map(({ seq }) => seq)],
  );
  return messages.length;
}

/** What changed before it was stored for the first time is read as it is now when its turn comes. */
async function renewChanged(rows: EntityManager, roomIds: readonly RoomId[]): Promise<number> {
  const changed = await rows.query<(Row & { number: number; is_stored: boolean })[]>(
    `select m.id, m.room_id, m.seq, coalesce(m.user_id, m.webhook_id) as author_id, m.content, m.created_at, k.deleted_at,
            k.number, m.seq <= c.indexed_seq as is_stored
       from search_cursors c
      cross join lateral (
        select seq, number, deleted_at from message_changes
         where room_id = c.room_id and number > c.indexed_change order by number limit $2
      ) k
       join messages m on m.room_id = c.room_id and m.seq = k.seq
      where c.room_id = any($1::uuid[]) limit $3`,
    [roomIds, batchSizeOfRoom, batchSize],
  );
  if (changed.length === 0) return 0;
  await rows.query(
    `delete from message_words w using unnest($1::uuid[], $2::int[]) as t (room_id, seq)
      where w.room_id = t.room_id and w.seq = t.seq`,
    [changed.map(({ room_id }) => room_id), changed.map(({ seq }) => seq)],
  );
  await insertWords(
    rows,
    changed.filter((row) => row.is_stored),
  );
  await rows.query(
    `update search_cursors c set indexed_change = done.number
       from (select room_id, max(number) as number from unnest($1::uuid[], $2::int[]) as t (room_id, number) group by room_id) done
      where c.room_id = done.room_id`,
    [changed.map(({ room_id }) => room_id), changed.map(({ number }) => number)],
  );
  return changed.length;
}

/** A deleted message has no words. */
async function insertWords(rows: EntityManager, all: readonly Row[]): Promise<void> {
  const messages = all.filter((row) => row.deleted_at === null);
  if (messages.length === 0) return;
  await rows.query(
    `insert into message_words (room_id, seq, author_id, created_at, words)
     select room_id, seq, author_id, created_at, words::tsvector
       from unnest($1::uuid[], $2::int[], $3::uuid[], $4::timestamptz[], $5::text[])
         as t (room_id, seq, author_id, created_at, words)
     on conflict (room_id, seq) do nothing`,
    [
      messages.map((row) => row.room_id),
      messages.map((row) => row.seq),
      messages.map((row) => row.author_id),
      messages.map((row) => row.created_at),
      await vectorsOf(messages, await fileNamesOf(rows, messages)),
    ],
  );
}

/** Files are found by their names. They were bound to their message before it was stored. */
async function fileNamesOf(
  rows: EntityManager,
  messages: readonly Row[],
): Promise<ReadonlyMap<MessageId, string>> {
  const found = await rows.query<{ message_id: MessageId; names: string }[]>(
    `select message_id, string_agg(name, ' ' order by position) as names
       from attachments where message_id = any($1::uuid[]) group by message_id`,
    [messages.map(({ id }) => id)],
  );
  return new Map(found.map(({ message_id, names }) => [message_id, names]));
}

/** Reading many long texts takes a while: whoever posts meanwhile is let in between. */
async function vectorsOf(
  messages: readonly Row[],
  fileNames: ReadonlyMap<MessageId, string>,
): Promise<string[]> {
  const vectors: string[] = [];
  let read = 0;
  for (const { id, room_id: roomId, author_id: authorId, content } of messages) {
    vectors.push(textVector({ roomId, authorId, content, fileNames: fileNames.get(id) ?? null }));
    read += content.length;
    if (read < sliceLength) continue;
    read = 0;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return vectors;
}
