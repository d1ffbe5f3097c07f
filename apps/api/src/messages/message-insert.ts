import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import type { MessageDraft, WriteOutcome } from './message-draft.js';

/**
 * Locks the rooms in the order of their ids, so that two groups cannot wait for each other. A statement of its own:
 * the next one sees what was committed while this one waited, such as a member who was removed.
 */
const lockStatement = 'select 1 from rooms where id = any($1::uuid[]) order by id for no key update';

/**
 * Stores any number of drafts, of any number of rooms that are locked.
 *
 * - `allowed` drops drafts whose author may no longer write: a member who left, a webhook that was deleted or got
 *   a new URL since it was looked up. It also drops retries of what is stored already.
 * - `bumped` takes as many numbers from each room as it stores messages, so that `seq` has no gaps: a statement
 *   that fails gives them back with everything else.
 * - A member's own message is read by them; whoever is mentioned gets an alert.
 */
const insertStatement = `
with draft as (
  select * from unnest(
    $1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::bytea[], $6::text[], $7::text[], $8::jsonb[], $9::text[],
    $10::uuid[], $11::timestamptz[]
  ) with ordinality as d(
    id, room_id, user_id, webhook_id, token_hash, content, format, mentions, alerted,
    client_request_token, created_at, position
  )
), allowed as (
  select draft.*, row_number() over (partition by draft.room_id order by draft.position) as number
    from draft join rooms on rooms.id = draft.room_id
   where (draft.user_id is null or exists (
           select from memberships m where m.room_id = draft.room_id and m.user_id = draft.user_id))
     and (draft.webhook_id is null or exists (
           select from webhooks w
            where w.id = draft.webhook_id and w.room_id = draft.room_id
              and w.token_hash = draft.token_hash and w.deleted_at is null))
     and (draft.client_request_token is null or not exists (
           select from messages x
            where x.room_id = draft.room_id and x.user_id = draft.user_id
              and x.client_request_token = draft.client_request_token))
), bumped as (
  update rooms set last_seq = rooms.last_seq + taken.count, last_message_at = taken.latest
    from (select room_id, count(*)::int as count, max(created_at) as latest from allowed group by room_id) taken
   where rooms.id = taken.room_id
  returning rooms.id, rooms.last_seq - taken.count as base
), numbered as (
  select allowed.*, (bumped.base + allowed.number)::int as seq from allowed join bumped on bumped.id = allowed.room_id
), stored as (
  insert into messages
    (room_id, seq, id, user_id, webhook_id, content, format, mentions, client_request_token, created_at)
  select room_id, seq, id, user_id, webhook_id, content, format, mentions, client_request_token, created_at
    from numbered
  returning id, seq
), alerts as (
  insert into mention_alerts (user_id, room_id, seq)
  select m.user_id, numbered.room_id, numbered.seq
    from numbered
    join memberships m on m.room_id = numbered.room_id and m.user_id = any(numbered.alerted::uuid[])
   where numbered.alerted is not null
), own as (
  update memberships set last_read_seq = newest.seq
    from (select room_id, user_id, max(seq) as seq from numbered where user_id is not null group by 1, 2) newest
   where memberships.room_id = newest.room_id and memberships.user_id = newest.user_id
)
select id, seq from stored`;

const findRetryStatement = `
select room_id, user_id, client_request_token, seq from messages
 where (room_id, user_id, client_request_token) in (select * from unnest($1::uuid[], $2::uuid[], $3::uuid[]))`;

/**
 * Stores the drafts and tells what became of each, in their order. Throws if none of them could be stored.
 *
 * The commit is a statement of its own: a database that hangs reads what it was sent once it goes on, and would store
 * drafts whose senders have long been told that nothing was stored. Closing the connection rolls back either way.
 */
export async function insertMessages(
  dataSource: DataSource,
  drafts: readonly MessageDraft[],
): Promise<WriteOutcome[]> {
  const client = await poolOf(dataSource).connect();
  // Whatever breaks the connection also fails the statement that is under way on it.
  const ignore = () => undefined;
  client.on('error', ignore);
  try {
    await client.query('begin');
    const outcomes = await insert(client, drafts);
    await client.query('commit');
    client.release();
    return outcomes;
  } catch (error) {
    client.release(true);
    throw error;
  } finally {
    client.off('error', ignore);
  }
}

/** TypeORM's own connections cannot be closed instead of given back; its pool is the driver's `pg` pool. */
function poolOf({ driver }: DataSource): Pool {
  // The driver of this product is always PostgreSQL's, whose type TypeORM does not pass on.
  return (driver as unknown as { master: Pool }).master;
}

async function insert(client: PoolClient, drafts: readonly MessageDraft[]): Promise<WriteOutcome[]> {
  await client.query(lockStatement, [[...new Set(drafts.map((draft) => draft.roomId))]]);
  const { rows } = await client.query<{ id: string; seq: number }>(insertStatement, columnsOf(drafts));
  const seqs = new Map(rows.map((row) => [row.id, row.seq]));
  const left = drafts.filter((draft) => !seqs.has(draft.id));
  const retried = await findRetried(client, left);
  return drafts.map((draft) => {
    const seq = seqs.get(draft.id);
    if (seq !== undefined) return { kind: 'stored', seq };
    const earlier = retried.get(retryKeyOf(draft));
    return earlier === undefined ? { kind: 'refused' } : { kind: 'duplicate', seq: earlier };
  });
}

async function findRetried(client: PoolClient, drafts: MessageDraft[]): Promise<Map<string, number>> {
  const retries = drafts.filter((draft) => draft.clientRequestToken !== null);
  if (retries.length === 0) return new Map();
  const { rows: found } = await client.query<{
    room_id: string;
    user_id: string;
    client_request_token: string;
    seq: number;
  }>(findRetryStatement, [
    retries.map((draft) => draft.roomId),
    retries.map((draft) => memberOf(draft)),
    retries.map((draft) => draft.clientRequestToken),
  ]);
  return new Map(found.map((row) => [`${row.room_id} ${row.user_id} ${row.client_request_token}`, row.seq]));
}

/** What makes two drafts the same request: the room, who writes, and the token their client made. */
export function retryKeyOf(draft: MessageDraft): string {
  return `${draft.roomId} ${memberOf(draft) ?? ''} ${draft.clientRequestToken ?? ''}`;
}

function memberOf(draft: MessageDraft): string | null {
  return draft.author.kind === 'member' ? draft.author.view.userId : null;
}

/** One array per column, as the statement unnests them. */
function columnsOf(drafts: readonly MessageDraft[]): unknown[] {
  return [
    drafts.map((draft) => draft.id),
    drafts.map((draft) => draft.roomId),
    drafts.map(memberOf),
    drafts.map(({ author }) => (author.kind === 'webhook' ? author.view.webhookId : null)),
    drafts.map(({ author }) => (author.kind === 'webhook' ? author.tokenHash : null)),
    drafts.map((draft) => draft.content),
    drafts.map((draft) => draft.format),
    drafts.map(storedMentions),
    drafts.map((draft) => (draft.alerted.length === 0 ? null : `{${draft.alerted.join(',')}}`)),
    drafts.map((draft) => draft.clientRequestToken),
    drafts.map((draft) => draft.createdAt),
  ];
}

function storedMentions({ mentions }: MessageDraft): string | null {
  const { members, all, present } = mentions;
  return members.length === 0 && !all && present === null ? null : JSON.stringify(mentions);
}
