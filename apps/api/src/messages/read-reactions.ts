import type { MessageReaction, RoomId, UserId } from '@carillon/contracts';
import type { EntityManager } from 'typeorm';

/** What of a message's row tells where its reactions are; one that never changed has none. */
type Key = { room_id: RoomId; seq: number; change_number: number | null };

/** The reactions of messages of one room by their numbers, as this reader sees them, in one statement for all. */
export async function readReactions(
  rows: EntityManager,
  messages: readonly Key[],
  reader: UserId,
): Promise<Map<number, MessageReaction[]>> {
  const changed = messages.filter((message) => message.change_number !== null);
  const [first] = changed;
  if (first === undefined) return new Map();
  const found = await rows.query<({ seq: number } & MessageReaction)[]>(
    `select r.seq, r.emoji, r.count,
            exists (
              select from reactions mine
               where mine.room_id = r.room_id and mine.seq = r.seq and mine.emoji = r.emoji and mine.user_id = $3
            ) as "isMine",
            (
              select coalesce(json_agg(json_build_object('userId', u.id, 'displayName', u.display_name) order by place), '[]')
                from unnest(r.first_user_ids) with ordinality as named (user_id, place)
                join users u on u.id = named.user_id
            ) as people
       from reaction_counts r
      where r.room_id = $1 and r.seq = any ($2::int[])
      order by r.seq, r.created_at, r.emoji`,
    [first.room_id, changed.map(({ seq }) => seq), reader],
  );
  const bySeq = new Map<number, MessageReaction[]>();
  for (const { seq, ...reaction } of found) bySeq.set(seq, [...(bySeq.get(seq) ?? []), reaction]);
  return bySeq;
}
