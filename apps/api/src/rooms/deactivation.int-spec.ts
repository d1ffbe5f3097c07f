import { endpoints, type PersonView, type RoomView, type UserId } from '@carillon/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aPerson,
  aScript,
  manyPeople,
  password,
  signInAgain,
  type Person,
} from '../../test/factories/people.js';
import { addMember, aRoom, aWebhook, fillRoom } from '../../test/factories/rooms.js';
import { Caller } from '../../test/support/caller.js';
import { connect, type Inbox } from '../../test/support/socket.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';

/** How soon sockets of who may no longer have one must be closed. */
const soonMs = 1_000;

let server: TestServer;
let owner: Person;
beforeAll(async () => {
  server = await startTestServer({ environment: { WEBHOOK_POSTS_PER_SECOND: '0' } });
  owner = await aPerson(server, 'Olivia');
});
afterAll(() => server.stop());

const change = (person: Person, isDeactivated: boolean, by: Person = owner) =>
  by.call(endpoints.changePerson, { params: { userId: person.account.userId }, body: { isDeactivated } });
const deactivate = (person: Person) => change(person, true);
const reactivate = (person: Person) => change(person, false);
const inRoom = ({ id }: RoomView) => ({ params: { roomId: id } });
const membersOf = async (by: Person, room: RoomView) =>
  (await by.call(endpoints.listMembers, inRoom(room))).items.map(({ userId, role }) => [userId, role]);
const write = (by: Person, room: RoomView, content: string) =>
  by.call(endpoints.postMessage, { ...inRoom(room), body: { content } });
const signIn = ({ account }: Person, secret = password) =>
  new Caller(server.url).try(endpoints.signIn, { body: { email: account.email, password: secret } });
const ended = (inbox: Inbox) =>
  new Promise<void>((resolve) => inbox.socket.once('disconnect', () => resolve()));

/** Resolves once `happened` has; fails if that took a second or more from now on. */
async function soon(happened: Promise<unknown>): Promise<void> {
  const start = performance.now();
  await happened;
  expect(performance.now() - start).toBeLessThan(soonMs);
}

/** A room of two, and a third who is added or not. */
async function aRoomOfTwo() {
  const administrator = await aPerson(server, 'Alice');
  const member = await aPerson(server, 'Bob');
  const room = await aRoom(administrator);
  await addMember(administrator, room.id, member);
  return { administrator, member, room };
}

describe('a deactivated account', () => {
  it('cannot sign in, in one clear sentence; a wrong password tells nothing', async () => {
    const bob = await aPerson(server, 'Bob');
    await deactivate(bob);
    expect(await signIn(bob)).toMatchObject({
      status: 403,
      body: {
        code: 'ACCOUNT_DEACTIVATED',
        detail: 'This account is deactivated. Only the owner of this server can reactivate it.',
      },
    });
    const wrong = await signIn(bob, 'not the password');
    expect(wrong).toMatchObject({ status: 401, body: { code: 'SIGN_IN_FAILED' } });
    expect(wrong.headers.get('set-cookie')).toBeNull();
  });

  it('loses its sessions and access tokens at once, and does not get them back', async () => {
    const bob = await aPerson(server, 'Bob');
    const callers = [bob, await signInAgain(server, bob), await aScript(server, bob)];
    await deactivate(bob);
    const answers = () =>
      Promise.all(callers.map(async (caller) => (await caller.try(endpoints.readSession)).status));
    expect(await answers()).toEqual([401, 401, 401]);
    await reactivate(bob);
    expect(await answers()).toEqual([401, 401, 401]);
    expect((await signIn(bob)).status).toBe(200);
  });

  it('has its open sockets closed within 1 s, by cookie and by token, and opens no more', async () => {
    const bob = await aPerson(server, 'Bob');
    const { token } = await bob.call(endpoints.createAccessToken, { body: { name: 'Script' } });
    const inboxes = [
      await connect(server, { cookie: bob.cookie }),
      await connect(server, { cookie: bob.cookie }, { transports: ['polling'] }),
      await connect(server, {}, { auth: { token } }),
    ];
    const all = Promise.all(inboxes.map(ended));
    await deactivate(bob);
    await soon(all);
    const refused = { data: { code: 'NOT_SIGNED_IN' } };
    await expect(connect(server, { cookie: bob.cookie })).rejects.toMatchObject(refused);
    await expect(connect(server, {}, { auth: { token } })).rejects.toMatchObject(refused);
  });

  it('stays the named author of its messages, and is out of the roster, the count and presence', async () => {
    const { administrator, member, room } = await aRoomOfTwo();
    await write(member, room, 'I was here');
    const [watching, present] = [
      await connect(server, { cookie: administrator.cookie }),
      await connect(server, { cookie: member.cookie }),
    ];
    await present.socket.emitWithAck('room:open', { roomId: room.id });
    await deactivate(member);
    const { userId, displayName } = member.account;
    await watching.next(
      'roster:changed',
      ({ change: told }) =>
        told.kind === 'member-removed' && told.userId === userId && told.memberCount === 1,
    );
    expect(await membersOf(administrator, room)).toEqual([[administrator.account.userId, 'administrator']]);
    expect((await administrator.call(endpoints.readRoom, inRoom(room))).memberCount).toBe(1);
    const { items } = await administrator.call(endpoints.listMessages, inRoom(room));
    expect(items[0]?.author).toMatchObject({ kind: 'member', userId, displayName });
    watching.close();
  });

  it('can neither be mentioned nor called by @All and @Present', async () => {
    const { administrator, member, room } = await aRoomOfTwo();
    const { alias, email } = member.account;
    await deactivate(member);
    const message = await write(administrator, room, `@${alias} @${email} @All @Present`);
    expect(message.mentions.members).toEqual([]);
    const alerts = await server.rows('select 1 from mention_alerts where user_id = $1', [
      member.account.userId,
    ]);
    expect(alerts).toEqual([]);
  });

  it('does not count among the 50 members of @All: with 51, one of them deactivated, it works', async () => {
    const { administrator, member, room } = await aRoomOfTwo();
    await fillRoom(server, room.id, 51);
    const call = { ...inRoom(room), body: { content: '@All' } };
    expect(await administrator.refusal(endpoints.postMessage, call)).toMatchObject({ status: 400 });
    await deactivate(member);
    expect((await administrator.try(endpoints.postMessage, call)).status).toBe(201);
  });

  it('cannot be added to a room, by address or by id', async () => {
    const { administrator, room } = await aRoomOfTwo();
    const carol = await aPerson(server, 'Carol');
    await deactivate(carol);
    const { email, userId } = carol.account;
    for (const body of [{ email }, { userId }])
      expect(await administrator.refusal(endpoints.addMember, { ...inRoom(room), body })).toMatchObject({
        status: 409,
        code: 'USER_DEACTIVATED',
        detail: 'The account of Carol is deactivated and cannot be added to a room.',
      });
  });

  it('keeps its address and alias: nobody else can sign up with them', async () => {
    const bob = await aPerson(server, 'Bob');
    await deactivate(bob);
    const body = { email: bob.account.email, displayName: 'Another', password };
    expect(await new Caller(server.url).refusal(endpoints.signUp, { body })).toMatchObject({
      code: 'EMAIL_TAKEN',
    });
  });

  it('leaves webhooks it made at work', async () => {
    const { administrator, room } = await aRoomOfTwo();
    const { url } = await aWebhook(administrator, room.id);
    await deactivate(administrator);
    const { pathname, search } = new URL(url);
    const answer = await fetch(server.url + pathname + search, { method: 'POST', body: '{"Content":"on"}' });
    expect(answer.status).toBe(200);
  });
});

describe('a room whose only administrator is deactivated', () => {
  it('is given to whoever has been a member longest, and its sockets are told', async () => {
    const { administrator, member, room } = await aRoomOfTwo();
    const third = await aPerson(server, 'Carol');
    await addMember(administrator, room.id, third);
    const inbox = await connect(server, { cookie: third.cookie });
    await deactivate(administrator);
    await inbox.next(
      'roster:changed',
      ({ change: told }) =>
        told.kind === 'role-changed' &&
        told.userId === member.account.userId &&
        told.role === 'administrator',
    );
    const roster = await membersOf(member, room);
    expect(roster).toContainEqual([member.account.userId, 'administrator']);
    expect(roster).toContainEqual([third.account.userId, 'member']);
    inbox.close();
  });

  it('stays with its other administrators where there are any', async () => {
    const { administrator, member, room } = await aRoomOfTwo();
    const other = await aPerson(server, 'Carol');
    await addMember(administrator, room.id, other);
    const params = { roomId: room.id, userId: other.account.userId };
    await administrator.call(endpoints.changeMember, { params, body: { role: 'administrator' } });
    await deactivate(administrator);
    expect(await membersOf(other, room)).toContainEqual([member.account.userId, 'member']);
  });

  it('waits without members, and goes to the first who comes back', async () => {
    const { administrator, member, room } = await aRoomOfTwo();
    await deactivate(member);
    await deactivate(administrator);
    await reactivate(member);
    const back = await signInAgain(server, member);
    expect(await membersOf(back, room)).toEqual([[member.account.userId, 'administrator']]);
    await reactivate(administrator);
    expect((await membersOf(back, room)).length).toBe(2);
  });

  it('keeps an administrator when both of two are deactivated at once', async () => {
    const { administrator, member, room } = await aRoomOfTwo();
    const third = await aPerson(server, 'Carol');
    await addMember(administrator, room.id, third);
    await Promise.all([deactivate(administrator), deactivate(member)]);
    expect(await membersOf(third, room)).toEqual([[third.account.userId, 'administrator']]);
  });
});

describe('reactivating', () => {
  it('brings a person back into their rooms in the role they had, with what they have read', async () => {
    const { administrator, member, room } = await aRoomOfTwo();
    await write(administrator, room, 'one');
    await deactivate(administrator);
    await write(member, room, 'two');
    const view = await reactivate(administrator);
    expect(view.deactivatedAt).toBeNull();
    const back = await signInAgain(server, administrator);
    const { items } = await back.call(endpoints.listRooms);
    expect(items.find(({ id }) => id === room.id)).toMatchObject({
      memberCount: 2,
      me: { role: 'administrator', lastReadSeq: 1, unreadCount: 1 },
    });
  });

  it('does not bring back a room that was deleted meanwhile', async () => {
    const { administrator, member, room } = await aRoomOfTwo();
    await deactivate(member);
    await administrator.call(endpoints.deleteRoom, inRoom(room));
    await reactivate(member);
    const back = await signInAgain(server, member);
    expect((await back.call(endpoints.listRooms)).items).toEqual([]);
  });
});

describe('deactivating', () => {
  it('twice, and reactivating twice, changes nothing the second time', async () => {
    const { member } = await aRoomOfTwo();
    const first = await deactivate(member);
    expect(await deactivate(member)).toEqual(first);
    expect((await reactivate(member)).deactivatedAt).toBeNull();
    expect((await reactivate(member)).deactivatedAt).toBeNull();
  });

  it('cannot be done to the owner: 409', async () => {
    const params = { userId: owner.account.userId };
    const body = { isDeactivated: true };
    expect(await owner.refusal(endpoints.changePerson, { params, body })).toMatchObject({
      status: 409,
      code: 'CANNOT_DEACTIVATE_OWNER',
    });
  });

  it('finds no account that is not there: 404', async () => {
    const params = { userId: '00000000-0000-4000-8000-000000000000' as UserId };
    expect(
      await owner.refusal(endpoints.changePerson, { params, body: { isDeactivated: true } }),
    ).toMatchObject({ status: 404, code: 'ACCOUNT_NOT_FOUND' });
  });

  it('leaves nobody a member who is added, signs in or makes a room at that very moment', async () => {
    const { administrator, member, room } = await aRoomOfTwo();
    const others = await Promise.all([1, 2, 3].map(() => aRoom(administrator)));
    await Promise.all([
      deactivate(member),
      signIn(member),
      member.try(endpoints.createRoom, { body: { name: 'Late' } }),
      member.try(endpoints.createAccessToken, { body: { name: 'Late' } }),
      ...others.map(({ id }) =>
        administrator.try(endpoints.addMember, {
          params: { roomId: id },
          body: { userId: member.account.userId },
        }),
      ),
    ]);
    for (const table of ['memberships', 'sessions', 'access_tokens'])
      expect(
        await server.rows(`select 1 from ${table} where user_id = $1`, [member.account.userId]),
        table,
      ).toEqual([]);
    const counts = await server.rows<{ right: boolean }>(
      `select member_count = (select count(*) from memberships where room_id = rooms.id) as right
         from rooms where id = any($1::uuid[])`,
      [[room.id, ...others.map(({ id }) => id)]],
    );
    expect(counts.every((row) => row.right)).toBe(true);
  });
});

describe('the list of people', () => {
  it('comes in pages in the order of signing up, and each person once', async () => {
    await manyPeople(server, 60);
    const seen: PersonView[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string | number> = { limit: 25, ...(cursor === null ? {} : { cursor }) };
      const page: { items: PersonView[]; nextCursor: string | null } = await owner.call(
        endpoints.listPeople,
        { query },
      );
      expect(page.items.length).toBeLessThanOrEqual(25);
      seen.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    const [{ count } = { count: 0 }] = await server.rows<{ count: number }>(
      'select count(*)::int as count from users',
    );
    expect(new Set(seen.map(({ userId }) => userId)).size).toBe(count);
    expect(seen).toHaveLength(count);
  });

  it.each([
    ['a part of the name, in any case', 'ZYX'],
    ['a part of the alias or address', 'zyxel'],
  ])('finds by %s', async (_words, search) => {
    const zoe = await aPerson(server, 'Zyxel');
    const { items } = await owner.call(endpoints.listPeople, { query: { search } });
    expect(items.map(({ userId }) => userId)).toContain(zoe.account.userId);
    expect(items.every(({ displayName }) => displayName === 'Zyxel')).toBe(true);
  });

  it.each(['%', '_', '\\', "'", '\0'])('takes %j for a sign like any other', async (search) => {
    const { status, body } = await owner.try(endpoints.listPeople, { query: { search: `${search}zyx` } });
    expect(status).toBe(200);
    const found = (body as { items: PersonView[] }).items;
    expect(found).toHaveLength(search === '\0' ? found.length : 0);
  });
});
