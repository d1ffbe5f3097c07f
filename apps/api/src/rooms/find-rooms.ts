import type { RoomId, UserId } from '@carillon/contracts';
import type { EntityManager } from 'typeorm';

type Query = { search: string; after: RoomId | undefined; howMany: number };

/**
 * Which rooms of a person a text finds: each of its words begins a word of the room's name, or of the name of
 * somebody in the conversation. Both ways begin at an index of words. In the order of their ids, from behind `after`.
 */
export async function findRooms(
  rows: EntityManager,
  userId: UserId,
  { search, after, howMany }: Query,
): Promise<RoomId[]> {
  const found = await rows.query<{ room_id: RoomId }[]>(
    `select room_id from (
       select m.room_id
         from rooms r join memberships m on m.room_id = r.id and m.user_id = $1
        where array_to_tsvector(name_words(r.name)) @@ name_query($2)
       union
       select m.room_id
         from users u
         join memberships o on o.user_id = u.id and o.user_id <> $1
         join rooms r on r.id = o.room_id and r.kind <> 'room'
         join memberships m on m.room_id = r.id and m.user_id = $1
        where array_to_tsvector(name_words(u.display_name || ' ' || u.alias)) @@ name_query($2)
     ) found
      where $3::uuid is null or room_id > $3
      order by room_id limit $4`,
    [userId, search.replaceAll('\0', ''), after ?? null, howMany],
  );
  return found.map((row) => row.room_id);
}
