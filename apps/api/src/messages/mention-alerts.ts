import type { MessageMentions, ReadMarkerView, RoomId, UserId } from '@carillon/contracts';
import type { EntityManager } from 'typeorm';

/** Which message of which room, and who wrote it: authors never call themselves. */
type Message = { roomId: RoomId; seq: number; authorId: UserId | null };

/** Everyone whom a message calls, by name or as part of all or present, and who is a member now. */
export async function calledBy(
  rows: EntityManager,
  { roomId, authorId }: Message,
  mentions: MessageMentions | null,
): Promise<Set<UserId>> {
  if (mentions === null) return new Set();
  const named = [...mentions.members.map(({ userId }) => userId), ...(mentions.present ?? [])];
  if (named.length === 0 && !mentions.all) return new Set();
  const found = await rows.query<{ user_id: UserId }[]>(
    `select user_id from memberships
      where room_id = $1 and ($2::boolean or user_id = any ($3::uuid[])) and user_id is distinct from $4::uuid`,
    [roomId, mentions.all, named, authorId],
  );
  return new Set(found.map((row) => row.user_id));
}

export async function addAlerts(
  rows: EntityManager,
  { roomId, seq }: Message,
  userIds: UserId[],
): Promise<void> {
  if (userIds.length === 0) return;
  await rows.query(
    `insert into mention_alerts (user_id, room_id, seq) select unnest($3::uuid[]), $1::uuid, $2::int on conflict do nothing`,
    [roomId, seq, userIds],
  );
}

export async function removeAlerts(
  rows: EntityManager,
  { roomId, seq }: Message,
  userIds: UserId[],
): Promise<void> {
  if (userIds.length === 0) return;
  await rows.query(
    'delete from mention_alerts where room_id = $1 and seq = $2 and user_id = any ($3::uuid[])',
    [roomId, seq, userIds],
  );
}

/** Where those of these members stand who have not read so far, with what they have unread now. */
export async function markersBehind(
  rows: EntityManager,
  { roomId, seq }: Message,
  userIds: UserId[],
): Promise<{ userId: UserId; marker: ReadMarkerView }[]> {
  if (userIds.length === 0) return [];
  const found = await rows.query<MarkerRow[]>(
    `select m.user_id, m.last_read_seq, m.read_round, r.last_seq,
            (
              select count(*)::int from mention_alerts a
               where a.user_id = m.user_id and a.room_id = m.room_id and a.seq > m.last_read_seq
            ) as unread_mentions
       from memberships m join rooms r on r.id = m.room_id
      where m.room_id = $1 and m.user_id = any ($3::uuid[]) and m.last_read_seq < $2`,
    [roomId, seq, userIds],
  );
  return found.map((row) => ({ userId: row.user_id, marker: presentMarker(roomId, row) }));
}

/** A member's marker with the room's newest number. */
export type MarkerRow = {
  user_id: UserId;
  last_read_seq: number;
  read_round: number;
  last_seq: number;
  unread_mentions: number;
};

export function presentMarker(roomId: RoomId, row: Omit<MarkerRow, 'user_id'>): ReadMarkerView {
  return {
    roomId,
    lastReadSeq: row.last_read_seq,
    readRound: row.read_round,
    unreadCount: Math.max(0, row.last_seq - row.last_read_seq),
    unreadMentionCount: row.unread_mentions,
  };
}
