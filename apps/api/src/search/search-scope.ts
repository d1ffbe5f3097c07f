import type { RoomId, SearchName, UserId, WebhookId } from '@carillon/contracts';
import type { EntityManager } from 'typeorm';
import type { Identity } from '../identity/identity.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { fold } from './words.js';

/** A room of whoever searches. */
export type SearchedRoom = { id: RoomId; name: string; lastMessageAt: Date | null };
type AuthorId = UserId | WebhookId;

/** Which ids must, and which must not, be those of a message. `only` is null where any will do. */
export type Choice<Id> = { only: Id[] | null; not: Id[] };

export async function roomsOf(rows: EntityManager, { user }: Identity): Promise<SearchedRoom[]> {
  const found = await rows.query<{ id: RoomId; name: string; last_message_at: Date | null }[]>(
    `select r.id, r.name, r.last_message_at from memberships m join rooms r on r.id = m.room_id where m.user_id = $1`,
    [user.id],
  );
  return found.map(({ id, name, last_message_at }) => ({ id, name, lastMessageAt: last_message_at }));
}

/** @throws DomainError SEARCH_ROOM_UNKNOWN */
export function chooseRooms(rooms: readonly SearchedRoom[], names: readonly SearchName[]): Choice<RoomId> {
  return choose(names, (name) => {
    const found = roomsCalled(rooms, name);
    if (found.length === 0) throw new DomainError('SEARCH_ROOM_UNKNOWN', { values: { name } });
    return found.map(({ id }) => id);
  });
}

/** By id, by name, or where no name is quite that, by how names begin. */
function roomsCalled(rooms: readonly SearchedRoom[], name: string): SearchedRoom[] {
  const wanted = comparable(name);
  const exact = rooms.filter((room) => room.id === name.toLowerCase() || comparable(room.name) === wanted);
  if (exact.length > 0 || wanted === '') return exact;
  return rooms.filter((room) => comparable(room.name).startsWith(wanted));
}

/**
 * People by alias or e-mail address; by display name only those who are in a room with whoever searches. Webhooks by
 * their name, in the rooms of whoever searches, also where they are deleted since.
 * @throws DomainError SEARCH_AUTHOR_UNKNOWN
 */
export async function chooseAuthors(
  rows: EntityManager,
  { user }: Identity,
  rooms: readonly SearchedRoom[],
  names: readonly SearchName[],
): Promise<Choice<AuthorId>> {
  const known = new Map<string, AuthorId[]>();
  for (const { name } of names) {
    const ids =
      name.toLowerCase() === 'me'
        ? [user.id]
        : await authorsCalled(
            rows,
            rooms.map(({ id }) => id),
            name,
          );
    if (ids.length === 0) throw new DomainError('SEARCH_AUTHOR_UNKNOWN', { values: { name } });
    known.set(name, ids);
  }
  return choose(names, (name) => known.get(name) ?? []);
}

async function authorsCalled(
  rows: EntityManager,
  roomIds: readonly RoomId[],
  name: string,
): Promise<AuthorId[]> {
  const wanted = name.replaceAll('\0', '').toLowerCase();
  const found = await rows.query<{ id: AuthorId }[]>(
    `select u.id from users u where u.alias = $1 or u.email = $1
     union
     select u.id from users u where lower(u.display_name) = $1
       and exists (select 1 from memberships m where m.user_id = u.id and m.room_id = any($2::uuid[]))
     union
     select w.id from webhooks w where lower(w.name) = $3 and w.room_id = any($2::uuid[])
     limit 100`,
    [wanted, roomIds, wanted.replace(/\s*\(webhook\)$/, '')],
  );
  return found.map(({ id }) => id);
}

function choose<Id>(names: readonly SearchName[], idsOf: (name: string) => Id[]): Choice<Id> {
  const pick = (isExcluded: boolean) => [
    ...new Set(names.filter((each) => each.isExcluded === isExcluded).flatMap(({ name }) => idsOf(name))),
  ];
  return { only: names.some(({ isExcluded }) => !isExcluded) ? pick(false) : null, not: pick(true) };
}

/** Without case, accents and doubled spaces. */
function comparable(name: string): string {
  return name.trim().split(/\s+/).map(fold).join(' ');
}
