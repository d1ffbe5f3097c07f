import {
  conversationName,
  type ConversationPerson,
  type RoomId,
  type RoomView,
  type UserId,
} from '@carillon/contracts';
import type { EntityManager } from 'typeorm';
import { groupBy } from '../platform/group-by.js';
import type { EnteredRoom } from './room-access.js';
import { presentRoom } from './room.presenter.js';
import { readWaiting } from './waiting.js';

/** Rooms as this member sees them, in the given order; a few queries, however many rooms. */
export async function viewRooms(
  rows: EntityManager,
  userId: UserId,
  entered: readonly EnteredRoom[],
): Promise<RoomView[]> {
  const idsOf = (kind: string) => entered.filter(({ room }) => room.kind === kind).map(({ room }) => room.id);
  const waiting = await readWaiting(
    rows,
    userId,
    entered.map(({ room }) => room.id),
  );
  const people = new Map([
    ...(await readPairs(rows, userId, idsOf('direct'))),
    ...(await readGroups(rows, userId, idsOf('group'))),
  ]);
  return entered.map(({ room, membership }) => {
    const view = presentRoom(room, membership, waiting.get(room.id));
    if (room.kind === 'room') return view;
    const others = people.get(room.id) ?? [];
    return { ...view, name: conversationName(others), people: others };
  });
}

/** As `viewRooms`, for one. */
export async function viewRoom(rows: EntityManager, { room, membership }: EnteredRoom): Promise<RoomView> {
  const [view] = await viewRooms(rows, membership.userId, [{ room, membership }]);
  // One was asked for.
  return view ?? presentRoom(room, membership);
}

type Row = {
  room_id: RoomId;
  id: UserId;
  display_name: string;
  alias: string;
  deactivated_at: Date | null;
};

/** Of the pair and not of the members: who is deactivated is no member, and the conversation still theirs. */
function readPairs(rows: EntityManager, userId: UserId, roomIds: RoomId[]) {
  return read(
    rows,
    `select p.room_id, u.id, u.display_name, u.alias, u.deactivated_at
       from direct_pairs p
       join users u on u.id = case when p.low_user_id = $1 then p.high_user_id else p.low_user_id end
      where p.room_id = any($2::uuid[])`,
    userId,
    roomIds,
  );
}

function readGroups(rows: EntityManager, userId: UserId, roomIds: RoomId[]) {
  return read(
    rows,
    `select m.room_id, u.id, u.display_name, u.alias, u.deactivated_at
       from memberships m join users u on u.id = m.user_id
      where m.room_id = any($2::uuid[]) and m.user_id <> $1
      order by m.joined_at, u.display_name, u.id`,
    userId,
    roomIds,
  );
}

async function read(
  rows: EntityManager,
  statement: string,
  userId: UserId,
  roomIds: RoomId[],
): Promise<Map<RoomId, ConversationPerson[]>> {
  if (roomIds.length === 0) return new Map();
  const found = await rows.query<Row[]>(statement, [userId, roomIds]);
  const byRoom = groupBy(found, (row) => row.room_id);
  return new Map([...byRoom].map(([roomId, people]) => [roomId, people.map(presentPerson)]));
}

function presentPerson(row: Row): ConversationPerson {
  return {
    userId: row.id,
    displayName: row.display_name,
    alias: row.alias,
    isDeactivated: row.deactivated_at !== null,
  };
}
