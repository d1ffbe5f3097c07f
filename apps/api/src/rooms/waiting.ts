import type { RoomId, UserId } from '@carillon/contracts';
import type { EntityManager } from 'typeorm';

/** What waits for a member in a room. */
export type Waiting = {
  /** Unread messages that mention them. */
  unreadMentionCount: number;
  /** They hid the room, and a message that came since has brought it back. */
  isCalledBack: boolean;
};

/** Where nothing can be waiting yet. */
export const nothingWaiting: Waiting = { unreadMentionCount: 0, isCalledBack: false };

/**
 * What waits for this person in each of these rooms; two looks into the index of mentions per room. That a mention
 * brings a hidden room back is read from the mention itself, so that storing a message need not know who hid what.
 */
export async function readWaiting(
  rows: EntityManager,
  userId: UserId,
  roomIds: RoomId[],
): Promise<Map<RoomId, Waiting>> {
  const found = await rows.query<{ room_id: RoomId; mentions: number; is_called_back: boolean }[]>(
    `select m.room_id,
            (select count(*)::int from mention_alerts a
              where a.user_id = m.user_id and a.room_id = m.room_id and a.seq > m.last_read_seq) as mentions,
            exists (select from mention_alerts a
              where a.user_id = m.user_id and a.room_id = m.room_id and a.seq > m.hidden_at_seq) as is_called_back
       from memberships m
      where m.user_id = $1 and m.room_id = any($2::uuid[])`,
    [userId, roomIds],
  );
  return new Map(
    found.map((row) => [row.room_id, { unreadMentionCount: row.mentions, isCalledBack: row.is_called_back }]),
  );
}
