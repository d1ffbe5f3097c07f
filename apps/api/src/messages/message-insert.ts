import { limits, type MessageId, type MessageMentions } from '@carillon/contracts';
import type { DatabaseTime } from '../platform/database/database-time.js';
import type { PostingConnections } from '../platform/database/posting-connections.js';
import { maxMembersForBroadcast } from './broadcast-rule.js';
import type { MessageDraft, WriteOutcome } from './message-draft.js';
import { plainPostsOf, type PlainPosts } from './plain-posts.js';

/** The functions are in the migrations; prepared once per connection, where TypeORM would plan them anew each time. */
const storePosts = {
  name: 'store-posts',
  text: `select * from store_posts(${Array.from({ length: 17 }, (_, index) => `$${String(index + 1)}`).join()})`,
};
const storeMessages = {
  name: 'store-messages',
  text: `select * from store_messages($1, $2, $3, ${String(limits.incomingWebhook.idempotencyLifetimeMs)} * interval '1 millisecond', $4)`,
};

/** SQLSTATE of a group that the database read too late to store it. */
const tooLate = '57CA1';
/** SQLSTATE of a group of posts that are not all plain after all. */
const notPlain = '57CA2';

type PlainRow = {
  /** Of a bigint. */
  webhook_place: string;
  base: number;
  due_in_ms: number | null;
  database_time_ms: number;
};

type Row = {
  draft_id: MessageId;
  message_id: MessageId;
  message_seq: number | null;
  named_members: MessageMentions['members'] | null;
  room_member_count: number;
  due_in_ms: number | null;
  database_time_ms: number;
  outcome: WriteOutcome['kind'];
};

/**
 * Stores the drafts in one round trip and one commit, and tells what became of each, in their order. Throws if none
 * of them could be stored, and then none is: neither now nor when a database that hangs goes on. Where a group of
 * posts looks plain and is not, it takes a second round trip.
 *
 * @param mustEndAtMs nothing is stored after this moment. Unit: monotonic milliseconds.
 */
export async function insertMessages(
  connections: PostingConnections,
  time: DatabaseTime,
  drafts: readonly MessageDraft[],
  mustEndAtMs: number,
): Promise<WriteOutcome[]> {
  const plain = plainPostsOf(drafts, performance.now());
  try {
    const outcomes = plain && (await insertPlainPosts(connections, time, plain, mustEndAtMs));
    return outcomes ?? (await insertAny(connections, time, drafts, mustEndAtMs));
  } catch (error) {
    if (sqlStateOf(error) === tooLate) time.forget();
    throw error;
  }
}

/** Undefined if they turned out not to be plain: nothing is stored then. */
async function insertPlainPosts(
  connections: PostingConnections,
  time: DatabaseTime,
  { posts, values }: PlainPosts,
  mustEndAtMs: number,
): Promise<WriteOutcome[] | undefined> {
  let rows: PlainRow[];
  try {
    const all = [...values, time.at(mustEndAtMs)];
    rows = await connections.query<PlainRow>({ ...storePosts, values: all });
  } catch (error) {
    if (sqlStateOf(error) === notPlain) return undefined;
    throw error;
  }
  learnTime(time, rows);
  const byPlace = new Map(rows.map((row) => [Number(row.webhook_place), row]));
  return posts.map(({ webhook, number }) => {
    const row = byPlace.get(webhook.place);
    // The function answers a row for each webhook, or fails.
    if (row === undefined) throw new Error(`The database said nothing of webhook ${webhook.id}.`);
    return { kind: 'stored', seq: row.base + number, members: [], dueInMs: row.due_in_ms };
  });
}

async function insertAny(
  connections: PostingConnections,
  time: DatabaseTime,
  drafts: readonly MessageDraft[],
  mustEndAtMs: number,
): Promise<WriteOutcome[]> {
  const sentAtMs = performance.now();
  const values = [
    JSON.stringify(drafts.map((draft) => rowOf(draft, sentAtMs))),
    [...new Set(drafts.map((draft) => draft.roomId))],
    maxMembersForBroadcast,
    time.at(mustEndAtMs),
  ];
  const rows = await connections.query<Row>({ ...storeMessages, values });
  learnTime(time, rows);
  const outcomes = new Map(rows.map((row) => [row.draft_id, outcomeOf(row)]));
  // A draft whose room is gone has no row.
  return drafts.map((draft) => outcomes.get(draft.id) ?? { kind: 'refused' });
}

function learnTime(time: DatabaseTime, rows: readonly { database_time_ms: number }[]): void {
  const last = rows.at(-1);
  if (last !== undefined) time.learn(last.database_time_ms);
}

function sqlStateOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function rowOf(draft: MessageDraft, sentAtMs: number) {
  const { author, written } = draft;
  return {
    id: draft.id,
    room_id: draft.roomId,
    content: draft.content,
    format: draft.format,
    created_at: draft.createdAt,
    request_token: draft.clientRequestToken,
    handles: written.handles,
    to_all: written.all,
    present: draft.present,
    ...(author.kind === 'member'
      ? { user_id: author.view.userId }
      : {
          webhook_id: author.view.webhookId,
          token_hash: `\\x${author.tokenHash.toString('hex')}`,
          idempotency_key: author.idempotencyKey,
          age_ms: Math.max(0, sentAtMs - draft.arrivedAtMs),
          interval_ms: author.schedule.intervalMs,
          tolerance_ms: author.schedule.toleranceMs,
        }),
  };
}

function outcomeOf(row: Row): WriteOutcome {
  switch (row.outcome) {
    case 'stored':
      // A stored message has a number.
      return {
        kind: 'stored',
        seq: row.message_seq ?? 0,
        members: row.named_members ?? [],
        dueInMs: row.due_in_ms,
      };
    case 'duplicate':
      return { kind: 'duplicate', id: row.message_id, seq: row.message_seq ?? 0 };
    case 'limited':
      return { kind: 'limited', dueInMs: row.due_in_ms ?? 0 };
    case 'broadcast':
      return { kind: 'broadcast', memberCount: row.room_member_count };
    case 'refused':
      return { kind: 'refused' };
  }
}
