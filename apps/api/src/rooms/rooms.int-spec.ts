import { endpoints, limits, type RoomId, type RoomView } from '@carillon/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aPerson, type Person } from '../../test/factories/people.js';
import { addMember, aRoom, aWebhook } from '../../test/factories/rooms.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';

let server: TestServer;
let alice: Person;
let bob: Person;
beforeAll(async () => {
  server = await startTestServer();
  alice = await aPerson(server, 'Alice');
  bob = await aPerson(server, 'Bob');
});
afterAll(() => server.stop());

describe('a room', () => {
  it('has its creator as only member, administrator, and nothing to read', async () => {
    const room = await alice.call(endpoints.createRoom, { body: { name: '  Operations ' } });
    expect(room).toMatchObject({
      name: 'Operations',
      invitePolicy: 'administrators',
      memberCount: 1,
      lastSeq: 0,
      lastMessageAt: null,
      me: { role: 'administrator', lastReadSeq: 0, unreadCount: 0, unreadMentionCount: 0 },
    });
    expect(await alice.call(endpoints.readRoom, { params: { roomId: room.id } })).toEqual(room);
  });

  it('opens by its id in capitals as well', async () => {
    const room = await aRoom(alice);
    const roomId = room.id.toUpperCase();
    expect(await alice.call(endpoints.readRoom, { params: { roomId } })).toEqual(room);
  });

  it('takes a new name and a new invite policy, each without touching the other', async () => {
    const params = { roomId: (await aRoom(alice)).id };
    await alice.call(endpoints.changeRoom, { params, body: { name: 'Night shift' } });
    await alice.call(endpoints.changeRoom, { params, body: { invitePolicy: 'everyone' } });
    expect(await alice.call(endpoints.changeRoom, { params, body: {} })).toMatchObject({
      name: 'Night shift',
      invitePolicy: 'everyone',
    });
    const refused = await alice.refusal(endpoints.changeRoom, {
      params,
      body: { invitePolicy: 'nobody' as 'everyone' },
    });
    expect(refused).toMatchObject({ code: 'VALIDATION_FAILED', fields: [{ path: 'body.invitePolicy' }] });
  });
});

describe('the name of a room', () => {
  const longest = limits.rooms.maxNameLength;

  it.each([
    ['80 characters', 'x'.repeat(longest)],
    ['80 characters after trimming', ` ${'x'.repeat(longest)} `],
    ['letters of any script', 'Ελλάδα 東京 القاهرة'],
    ['emoji joined of several', 'Family 👨‍👩‍👧 🏳️‍🌈'],
    ['markup, as the plain text it is', '<b>Sales</b> & "Co" $1 \\'],
  ])('can be %s', async (_case, name) => {
    const room = await alice.call(endpoints.createRoom, { body: { name } });
    expect(room.name).toBe(name.trim());
  });

  it.each([
    ['empty', ''],
    ['blank', ' \t\u00a0\u3000 '],
    ['only characters without ink', '\u200b\u2060\ufeff\u00ad'],
    ['only joiners', '\u200d\u200c\ufe0f'],
    ['81 characters', 'x'.repeat(longest + 1)],
    ['two lines', 'Sales\nTeam'],
    ['with a NUL', 'Sales\u0000'],
    ['with a line separator', 'Sales\u2028Team'],
    ['with a mark that turns the direction of text', 'Sales \u202etxt.exe'],
    ['with an isolate mark', 'Sales \u2066x'],
    ['with a letter mark', 'Sales \u061cx'],
    ['with a zero-width space', 'Sa\u200bles'],
  ])('cannot be %s: 400 that names the field', async (_case, name) => {
    const refused = await alice.refusal(endpoints.createRoom, { body: { name } });
    expect(refused).toMatchObject({
      status: 400,
      code: 'VALIDATION_FAILED',
      fields: [{ path: 'body.name' }],
    });
  });

  it('must be there, and must be a string: 400 in words', async () => {
    const send = (body: unknown) => alice.send('POST', '/api/v1/rooms', body);
    expect(await send({})).toMatchObject({
      status: 400,
      body: { fields: [{ path: 'body.name', message: 'is missing' }] },
    });
    expect(await send({ name: 7 })).toMatchObject({
      status: 400,
      body: { fields: [{ path: 'body.name', message: 'must be a string' }] },
    });
    expect(await send(undefined)).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    expect(await send([])).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
  });
});

describe('the list of my rooms', () => {
  let reader: Person;
  let mine: string[];

  beforeEach(async () => {
    reader = await aPerson(server, 'Rita');
    mine = await manyRooms(reader, 120);
  });

  it('walks 120 rooms in pages of 50, 50 and 20, each once and in one order', async () => {
    const pages = await walk(reader, {});
    expect(pages.map((page) => page.length)).toEqual([50, 50, 20]);
    expect(pages.flat()).toEqual([...mine].sort());
  });

  it('takes any page size from 1 to 1,000; a last page that is just full has no cursor behind it', async () => {
    expect((await walk(reader, { limit: 1_000 })).map((page) => page.length)).toEqual([120]);
    expect((await walk(reader, { limit: 120 })).map((page) => page.length)).toEqual([120]);
    expect((await walk(reader, { limit: 60 })).map((page) => page.length)).toEqual([60, 60]);
    expect((await reader.call(endpoints.listRooms, { query: { limit: 1 } })).items).toHaveLength(1);
  });

  it.each([
    ['limit', 0],
    ['limit', 1_001],
    ['limit', 1.5],
    ['limit', 'many'],
    ['limit', ''],
    ['cursor', 'x'],
  ])('refuses %s=%s with 400', async (name, value) => {
    const refused = await reader.refusal(endpoints.listRooms, { query: { [name]: value } });
    expect(refused).toMatchObject({ status: 400, fields: [{ path: `query.${name}` }] });
  });

  it('neither skips nor repeats a room while rooms before the cursor go away', async () => {
    const first = await reader.call(endpoints.listRooms, { query: { limit: 50 } });
    await server.rows('delete from rooms where id = any($1::uuid[])', [first.items.map((room) => room.id)]);
    const rest = await walk(reader, { limit: 50, cursor: first.nextCursor ?? '' });
    expect(rest.flat()).toEqual([...mine].sort().slice(50));
  });

  it('holds no room of someone else', async () => {
    const other = await aPerson(server, 'Oscar');
    expect(await other.call(endpoints.listRooms)).toEqual({ items: [], nextCursor: null });
  });
});

describe('unread counts', () => {
  let room: RoomView;
  beforeEach(async () => {
    room = await aRoom(alice);
    await addMember(alice, room.id, bob);
  });
  const say = (content: string) =>
    alice.call(endpoints.postMessage, { params: { roomId: room.id }, body: { content } });
  const part = async (person: Person) =>
    (await person.call(endpoints.readRoom, { params: { roomId: room.id } })).me;

  it('count 3 messages of another and 2 mentions of me, and none of my own', async () => {
    await say('Hello');
    await say(`Hello @${bob.account.alias}`);
    await say('Hello @All');
    expect(await part(bob)).toMatchObject({ lastReadSeq: 0, unreadCount: 3, unreadMentionCount: 2 });
    expect(await part(alice)).toMatchObject({ lastReadSeq: 3, unreadCount: 0, unreadMentionCount: 0 });
  });

  it('are the same in the list as in the room', async () => {
    await say(`Hello @${bob.account.alias}`);
    const listed = (await walkViews(bob)).find(({ id }) => id === room.id);
    expect(listed?.me).toEqual(await part(bob));
    expect(listed).toMatchObject({ lastSeq: 1, me: { unreadCount: 1, unreadMentionCount: 1 } });
  });

  it('go down as far as the read marker moves', async () => {
    await say(`First @${bob.account.alias}`);
    await say(`Second @${bob.account.alias}`);
    const params = { roomId: room.id };
    await bob.call(endpoints.moveReadMarker, { params, body: { lastReadSeq: 1 } });
    expect(await part(bob)).toMatchObject({ lastReadSeq: 1, unreadCount: 1, unreadMentionCount: 1 });
  });
});

describe('deleting a room', () => {
  const tables = ['memberships', 'messages', 'mention_alerts', 'webhooks'];
  const countIn = async (table: string, roomId: RoomId) => {
    const found = await server.rows<{ count: number }>(
      `select count(*)::int as count from ${table} where room_id = $1`,
      [roomId],
    );
    return found[0]?.count;
  };

  it('takes its members, messages, mention alerts and webhooks with it, and nothing of another room', async () => {
    const [doomed, kept] = [await aFullRoom(), await aFullRoom()];
    await alice.call(endpoints.deleteRoom, { params: { roomId: doomed } });
    for (const table of tables) {
      expect(await countIn(table, doomed), table).toBe(0);
      expect(await countIn(table, kept), table).toBeGreaterThan(0);
    }
    const refused = await bob.refusal(endpoints.readRoom, { params: { roomId: doomed } });
    expect(refused).toMatchObject({ status: 404, code: 'ROOM_NOT_FOUND' });
  });

  it('can be done once: of 2 at the same moment one gets 204 and the other 404', async () => {
    const params = { roomId: await aFullRoom() };
    const answers = await Promise.all([
      alice.try(endpoints.deleteRoom, { params }),
      alice.try(endpoints.deleteRoom, { params }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
  });

  it('works with a long history of 100,000 messages too', async () => {
    const roomId = await aFullRoom();
    await server.rows(
      `insert into messages (room_id, seq, id, user_id, content, format, created_at)
       select $1, n, gen_random_uuid(), $2, 'Message ' || n, 'markdown', now() from generate_series(2, 100000) as n`,
      [roomId, alice.account.userId],
    );
    await alice.call(endpoints.deleteRoom, { params: { roomId } });
    expect(await countIn('messages', roomId)).toBe(0);
  });

  async function aFullRoom(): Promise<RoomId> {
    const { id } = await aRoom(alice);
    await addMember(alice, id, bob);
    await aWebhook(alice, id);
    const content = `Hello @${bob.account.alias}`;
    await alice.call(endpoints.postMessage, { params: { roomId: id }, body: { content } });
    return id;
  }
});

/** Rooms of one person straight into the database; ids are random, so their order is not that of making. */
async function manyRooms(person: Person, howMany: number): Promise<string[]> {
  const made = await server.rows<{ id: string }>(
    `with made as (
       insert into rooms (id, name, created_at, member_count)
       select gen_random_uuid(), 'Room ' || n, now(), 1 from generate_series(1, $2::int) as n returning id
     )
     insert into memberships (room_id, user_id, role, joined_at)
     select id, $1, 'administrator', now() from made returning room_id as id`,
    [person.account.userId, howMany],
  );
  return made.map(({ id }) => id);
}

async function walk(person: Person, query: Record<string, string | number>): Promise<string[][]> {
  const { items, nextCursor } = await person.call(endpoints.listRooms, { query });
  const ids = items.map(({ id }) => id);
  return nextCursor === null ? [ids] : [ids, ...(await walk(person, { ...query, cursor: nextCursor }))];
}

async function walkViews(person: Person): Promise<RoomView[]> {
  return (await person.call(endpoints.listRooms, { query: { limit: 200 } })).items;
}
