import { limits, type MessageId, type MessageMentions } from '@carillon/contracts';
import type { DataSource } from 'typeorm';
import { poolOf } from '../platform/database/data-source.js';
import type { DatabaseTime } from '../platform/database/database-time.js';
import { maxMembersForBroadcast } from './broadcast-rule.js';
import type { MessageDraft, WriteOutcome } from './message-draft.js';

/** The function is in the migrations; prepared once per connection, where TypeORM would plan it anew each time. */
const statement = {
  name: 'store-messages',
  text: `select * from store_messages($1, $2, $3, ${String(limits.incomingWebhook.idempotencyLifetimeMs)} * interval '1 millisecond', $4)`,
};

/** SQLSTATE of a group that the database read too late to store it. */
const tooLate = '57CA1';

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
 * of them could be stored, and then none is: neither now nor when a database that hangs goes on.
 *
 * @param mustEndAtMs nothing is stored after this moment. Unit: monotonic milliseconds.
 */
export async function insertMessages(
  dataSource: DataSource,
  time: DatabaseTime,
  drafts: readonly MessageDraft[],
  mustEndAtMs: number,
): Promise<WriteOutcome[]> {
  const rows = await store(dataSource, time, drafts, mustEndAtMs);
  const outcomes = new Map(rows.map((row) => [row.draft_id, outcomeOf(row)]));
  const last = rows.at(-1);
  if (last !== undefined) time.learn(last.database_time_ms);
  // A draft whose room is gone has no row.
  return drafts.map((draft) => outcomes.get(draft.id) ?? { kind: 'refused' });
}

async function store(
  dataSource: DataSource,
  time: DatabaseTime,
  drafts: readonly MessageDraft[],
  mustEndAtMs: number,
): Promise<Row[]> {
  const sentAtMs = performance.now();
  const values = [
    JSON.stringify(drafts.map((draft) => rowOf(draft, sentAtMs))),
    [...new Set(drafts.map((draft) => draft.roomId))],
    maxMembersForBroadcast,
    time.at(mustEndAtMs),
  ];
  try {
    return (await poolOf(dataSource).query<Row>({ ...statement, values })).rows;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === tooLate) time.forget();
    throw error;
  }
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
