import { endpoints } from '@carillon/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../test/factories/people.js';
import { addMember, aScene, type Scene } from '../../test/factories/rooms.js';
import { findRedis, TestRedis } from '../../test/support/redis.js';
import { connect, type Inbox } from '../../test/support/socket.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';

let server: TestServer;
let scene: Scene;
const opened: Inbox[] = [];

const open = async ({ cookie }: Person, at: TestServer = server) => {
  const inbox = await connect(at, { cookie });
  opened.push(inbox);
  return inbox;
};
const read = async (person: Person, at: TestServer = server) => {
  const inbox = await open(person, at);
  await inbox.socket.emitWithAck('room:open', { roomId: scene.room.id });
  return inbox;
};
const type = (inbox: Inbox) => inbox.socket.emitWithAck('typing:report', { roomId: scene.room.id });
/** What this person is told before it has come by then. */
const mark = async (person: Person, inbox: Inbox) => {
  await person.call(endpoints.changeAvailability, { body: { choice: 'busy' } });
  await inbox.next('availability:chosen');
};

afterEach(() => {
  for (const inbox of opened.splice(0)) inbox.close();
});

describe('typing', () => {
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    scene = await aScene(server);
  });

  it('is told to others who have the room open, and neither to who has not nor to own devices', async () => {
    const { administrator, member, outsider, room } = scene;
    await addMember(administrator, room.id, outsider);
    const [reading, elsewhere] = [await read(administrator), await open(outsider)];
    const [typing, own] = [await read(member), await read(member)];
    expect(await type(typing)).toEqual({ ok: true, data: null });
    expect(await reading.next('typing:reported')).toEqual({
      roomId: room.id,
      userId: member.account.userId,
    });
    await mark(outsider, elsewhere);
    await mark(member, own);
    for (const inbox of [elsewhere, own, typing]) expect(inbox.received('typing:reported')).toEqual([]);
  });

  it('is passed on once where it is said ten times at once', async () => {
    const { administrator, member } = scene;
    const [reading, typing] = [await read(administrator), await read(member)];
    await Promise.all(Array.from({ length: 10 }, () => type(typing)));
    await reading.next('typing:reported');
    await mark(administrator, reading);
    expect(reading.received('typing:reported')).toHaveLength(1);
  });

  it('of who hides is told to nobody, and to who was removed neither', async () => {
    const { administrator, member, room } = scene;
    const [reading, typing] = [await read(administrator), await read(member)];
    await administrator.call(endpoints.changeAvailability, { body: { choice: 'hidden' } });
    await type(reading);
    await mark(member, typing);
    expect(typing.received('typing:reported')).toEqual([]);
    const params = { roomId: room.id, userId: member.account.userId };
    await administrator.call(endpoints.removeMember, { params });
    await typing.next('room:left');
    expect(await type(typing)).toMatchObject({ ok: false, code: 'ROOM_NOT_FOUND' });
  });
});

const redisServer = findRedis();
const reason = redisServer === undefined ? ' (needs redis-server on the PATH)' : '';

describe.skipIf(redisServer === undefined)(`with two server processes${reason}`, () => {
  let redis: TestRedis;
  let other: TestServer;
  beforeAll(async () => {
    redis = await TestRedis.start(redisServer ?? '');
    const environment = { REDIS_URL: redis.url };
    server = await startTestServer({ environment });
    other = await startTestServer({ environment, besides: server });
    scene = await aScene(server);
  });
  afterAll(async () => {
    await server.stop();
    await other.stop();
    await redis.stop();
  });

  it('typing and availability at one are told to the readers of the other, and who hides is seen at neither', async () => {
    const { administrator, member } = scene;
    const [reading, typing] = [await read(administrator), await read(member, other)];
    const userId = member.account.userId;
    const isInState = (state: string) =>
      reading.next('availability:changed', ({ people }) =>
        people.some((person) => person.userId === userId && person.availability.state === state),
      );
    await reading.next(
      'roster:changed',
      ({ change }) => change.kind === 'presence-changed' && change.userId === userId && change.isPresent,
    );
    await type(typing);
    expect(await reading.next('typing:reported')).toMatchObject({ userId });
    await typing.socket.emitWithAck('activity:report', { isIdle: true });
    await isInState('idle');
    // Chosen at the first process, while the device is connected to the other.
    await member.call(endpoints.changeAvailability, { body: { choice: 'busy' } });
    await isInState('busy');
    await member.call(endpoints.changeAvailability, { body: { choice: 'hidden' } });
    await isInState('offline');
    await reading.next(
      'roster:changed',
      ({ change }) => change.kind === 'presence-changed' && change.userId === userId && !change.isPresent,
    );
    const seen = reading.received('typing:reported').length;
    await type(typing);
    await mark(administrator, reading);
    expect(reading.received('typing:reported')).toHaveLength(seen);
  });
});
