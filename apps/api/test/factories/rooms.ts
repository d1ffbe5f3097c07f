import { endpoints, type RoomId, type RoomView, type WebhookView } from '@carillon/contracts';
import type { TestServer } from '../support/test-server.js';
import { aPerson, manyPeople, type Person } from './people.js';

export type Scene = { room: RoomView; administrator: Person; member: Person; outsider: Person };

/** A room with an administrator, a member, and someone who is not in it. */
export async function aScene(server: TestServer): Promise<Scene> {
  const administrator = await aPerson(server, 'Alice');
  const member = await aPerson(server, 'Bob');
  const outsider = await aPerson(server, 'Mallory');
  const room = await aRoom(administrator);
  await addMember(administrator, room.id, member);
  return { room, administrator, member, outsider };
}

export function aRoom(administrator: Person, name = 'Operations'): Promise<RoomView> {
  return administrator.call(endpoints.createRoom, { body: { name } });
}

export async function addMember(by: Person, roomId: RoomId, person: Person): Promise<void> {
  await by.call(endpoints.addMember, { params: { roomId }, body: { email: person.account.email } });
}

export function aWebhook(administrator: Person, roomId: RoomId, name = 'Build'): Promise<WebhookView> {
  return administrator.call(endpoints.createWebhook, { params: { roomId }, body: { name } });
}

/** Fills a room up to a number of members, straight in the database. */
export async function fillRoom(server: TestServer, roomId: RoomId, members: number): Promise<void> {
  const [room] = await server.rows<{ member_count: number }>('select member_count from rooms where id = $1', [
    roomId,
  ]);
  const ids = await manyPeople(server, members - (room?.member_count ?? 0));
  await server.rows(
    `insert into memberships (room_id, user_id, joined_at) select $1, id, now() from unnest($2::uuid[]) as id`,
    [roomId, ids],
  );
  await server.rows('update rooms set member_count = $2 where id = $1', [roomId, members]);
}
