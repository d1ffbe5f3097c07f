import type { RoomId } from '@carillon/contracts';
import type { SearchConditions } from './search-conditions.js';
import type { Place } from './search-cursor.js';

/** The newest messages that are looked at one by one, before any index of words is asked. */
export const newestLookedAt = 2_000;
/** As many matches are fetched and sorted at once. */
export const maxMatchesAtOnce = 5_000;
/** Below every id of a room: a place that is before, in the order of time, everything of a moment. */
export const lowestId = '00000000-0000-0000-0000-000000000000' as RoomId;

export type Statement = { text: string; values: unknown[] };
export type HitRow = { at: number; room: RoomId; seq: number };

/** What each statement answers: how many rows it looked at, the hits among them, and the oldest row looked at. */
export type Answer = { looked: number; hits: HitRow[]; last: HitRow | null };

const newestFirst = 'order by w.created_at desc, w.room_id desc, w.seq desc';
/** The place itself was looked at. */
const beforePlace = '(w.created_at, w.room_id, w.seq) < ($1::timestamptz, $2::uuid, $3::int)';

/** Looks at so many of the newest messages, whatever they say. */
export function newestStatement(conditions: SearchConditions, start: Place, wanted: number): Statement {
  const { where, values } = matching(conditions, start);
  const text = `with looked as materialized (
    select w.created_at, w.room_id, w.seq, w.author_id, w.words from message_words w
     where ${beforePlace} ${newestFirst} limit ${String(newestLookedAt)}
  ), hits as (
    select w.created_at, w.room_id, w.seq from looked w where ${where} ${newestFirst} limit ${String(wanted)}
  ) ${answerOf('looked', 'hits')}`;
  return { text, values };
}

/** Asks the index of words for everything at once, up to a number at which that is too much. */
export function fewStatement(conditions: SearchConditions, start: Place, wanted: number): Statement {
  const { where, values } = matching(conditions, start);
  const text = `with matching as materialized (
    select w.created_at, w.room_id, w.seq from message_words w
     where ${where} and ${beforePlace} limit ${String(maxMatchesAtOnce)}
  ), hits as (
    select * from matching w ${newestFirst} limit ${String(wanted)}
  ) ${answerOf('matching', 'hits')}`;
  return { text, values };
}

/** Looks through what was written since a moment; through everything where there is none. */
export function pieceStatement(
  conditions: SearchConditions,
  start: Place,
  since: Date | null,
  wanted: number,
): Statement {
  const { where, values } = matching(conditions, start);
  const bound = since === null ? '' : `and w.created_at >= $${String(values.push(since))}`;
  const text = `with hits as (
    select w.created_at, w.room_id, w.seq from message_words w
     where ${where} and ${beforePlace} ${bound} ${newestFirst} limit ${String(wanted)}
  ) ${answerOf('hits', 'hits')}`;
  return { text, values };
}

/** When the message was written that stands so many messages before a place. */
export function endOfPieceStatement(start: Place, size: number): Statement {
  return {
    text: `select w.created_at from message_words w where ${beforePlace} ${newestFirst} offset $4 limit 1`,
    values: [start.createdAt, start.roomId, start.seq, size],
  };
}

/** The conditions on a row `w`, with the values they name. */
function matching(
  { userId, rooms, words, authors, from }: SearchConditions,
  start: Place,
): { where: string; values: unknown[] } {
  const values: unknown[] = [start.createdAt, start.roomId, start.seq];
  const push = (value: unknown) => `$${String(values.push(value))}`;
  const parts = [
    `w.room_id = any(${push(rooms)}::uuid[])`,
    // Whoever lost a room a moment ago finds nothing there any more.
    `w.room_id in (select m.room_id from memberships m where m.user_id = ${push(userId)})`,
  ];
  if (words !== null) parts.push(`w.words @@ ${push(words)}::tsquery`);
  if (from !== null) parts.push(`w.created_at >= ${push(from)}`);
  if (authors.only !== null) parts.push(`w.author_id = any(${push(authors.only)}::uuid[])`);
  if (authors.not.length > 0) parts.push(`w.author_id <> all(${push(authors.not)}::uuid[])`);
  return { where: parts.join(' and '), values };
}

function answerOf(looked: string, hits: string): string {
  const row = `json_build_object('at', (extract(epoch from w.created_at) * 1000)::bigint, 'room', w.room_id, 'seq', w.seq)`;
  return `select (select count(*)::int from ${looked}) as looked,
                 (select coalesce(json_agg(${row} ${newestFirst}), '[]') from ${hits} w) as hits,
                 (select ${row} from ${looked} w order by w.created_at, w.room_id, w.seq limit 1) as last`;
}
