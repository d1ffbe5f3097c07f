import type { RoomId, UserId } from '@carillon/contracts';
import type { EntityManager } from 'typeorm';

/** How many unread messages of each of these rooms mention this person; one look into the index per room. */
export async function countUnreadMentions(
  rows: EntityManager,
  userId: UserId,
  roomIds: RoomId[],
): Promise<Map<RoomId, number>> {
  const counts = await rows.query<{ room_id: RoomId; count: number }[]>(
    `select m.room_id, count(a.seq)::int as count
       from memberships m
       left join mention_alerts a on a.user_id = m.user_id and a.room_id = m.room_id and a.seq > m.last_read_seq
      where m.user_id = $1 and m.room_id = any($2::uuid[])
      group by m.room_id`,
    [userId, roomIds],
  );
  return new Map(counts.map((row) => [row.room_id, row.count]));
}
