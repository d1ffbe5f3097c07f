import { endpoints, limits, type MessageView, type RoomId } from '@carillon/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aPerson, type Person } from '../../test/factories/people.js';
import { addMember, aRoom, aScene, aWebhook, type Scene } from '../../test/factories/rooms.js';
import { Caller } from '../../test/support/caller.js';
import { sendRaw } from '../../test/support/raw-http.js';
import { findRedis, TestRedis } from '../../test/support/redis.js';
import { connect, type Inbox } from '../../test/support/socket.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';

const redisServer = findRedis();
const reason = redisServer === undefined ? ' (needs redis-server on the PATH)' : '';

describe.skipIf(redisServer === undefined)(`two server processes with one Redis${reason}`, () => {
  let redis: TestRedis;
  let one: TestServer;
  let other: TestServer;
  let scene: Scene;
  const opened: Inbox[] = [];
  beforeAll(async () => {
    redis = await TestRedis.start(redisServer ?? '');
    const environment = { REDIS_URL: redis.url, WEBHOOK_POSTS_PER_SECOND: '0' };
    one = await startTestServer({ environment });
    other = await startTestServer({ environment, besides: one });
  });
  afterAll(async () => {
    await one.stop();
    await other.stop();
    await redis.stop();
  });
  beforeEach(async () => {
    scene = await aScene(one);
  });
  afterEach(() => {
    for (const inbox of opened.splice(0)) inbox.close();
  });

  const openAt = async (server: TestServer, { cookie }: Person) => {
    const inbox = await connect(server, { cookie });
    opened.push(inbox);
    return inbox;
  };
  /** The same person, asking another process. */
  const at = (server: TestServer, { cookie }: Person) => new Caller(server.url, { cookie });
  const write = (server: TestServer, content: string, roomId: RoomId = scene.room.id) =>
    at(server, scene.administrator).call(endpoints.postMessage, { params: { roomId }, body: { content } });
  const seqs = (inbox: Inbox) =>
    inbox
      .received('message:created')
      .filter((message) => message.roomId === scene.room.id)
      .map((message) => message.seq);
  const untilLast = (inbox: Inbox) =>
    inbox.next('message:created', (message: MessageView) => message.content === 'last');

  it('bring what is written through either to the readers of both, once', async () => {
    const inboxes = [await openAt(one, scene.member), await openAt(other, scene.member)];
    for (let round = 0; round < 10; round += 1)
      await Promise.all(
        Array.from({ length: 10 }, (_, index) => write(index % 2 === 0 ? one : other, `${round}.${index}`)),
      );
    await write(one, 'last');
    await write(other, 'last');
    const expected = Array.from({ length: 102 }, (_, index) => index + 1);
    for (const inbox of inboxes)
      await expect
        .poll(() => seqs(inbox).toSorted((left, right) => left - right), { timeout: 10_000 })
        .toEqual(expected);
  });

  it('bring what a webhook posts through one to the readers of the other', async () => {
    const { url } = await aWebhook(scene.administrator, scene.room.id);
    const inbox = await openAt(other, scene.member);
    const { pathname, search } = new URL(url);
    await sendRaw(one.port, { target: pathname + search, body: '{"Content":"last"}' });
    expect(await untilLast(inbox)).toMatchObject({ seq: 1, author: { kind: 'webhook' } });
  });

  it('put a reader of one into a room that it is added to through the other, and take it out', async () => {
    const inbox = await openAt(other, scene.outsider);
    await addMember(scene.administrator, scene.room.id, scene.outsider);
    await inbox.next('room:joined');
    await write(one, 'last');
    await untilLast(inbox);
    const params = { roomId: scene.room.id, userId: scene.outsider.account.userId };
    await scene.administrator.call(endpoints.removeMember, { params });
    await inbox.next('room:left');
    const own = await aRoom(scene.outsider);
    await write(one, 'unheard');
    await at(one, scene.outsider).call(endpoints.postMessage, {
      params: { roomId: own.id },
      body: { content: 'heard' },
    });
    await inbox.next('message:created', (message) => message.content === 'heard');
    expect(inbox.received('message:created').map(({ content }) => content)).toEqual(['last', 'heard']);
  });

  it('reach a reader who connects to one while the other adds them, in 20 tries', async () => {
    for (let round = 0; round < 20; round += 1) {
      const room = await aRoom(scene.administrator);
      const [inbox] = await Promise.all([
        openAt(other, scene.outsider),
        addMember(scene.administrator, room.id, scene.outsider),
      ]);
      const toldLate = inbox.next('sync:needed').catch(() => undefined);
      const toldInTime = inbox.next('room:joined').catch(() => undefined);
      const listed = at(other, scene.outsider)
        .call(endpoints.listRooms, {})
        .then(({ items }) => {
          if (!items.some(({ id }) => id === room.id)) return Promise.race([toldLate, toldInTime]);
          return undefined;
        });
      await listed;
      const { id } = await write(one, 'hello', room.id);
      const { items } = await at(other, scene.outsider).call(endpoints.listMessages, {
        params: { roomId: room.id },
      });
      // Told, or found by whoever reads after having been told to.
      if (!items.some((message) => message.id === id))
        await inbox.next('message:created', (message) => message.id === id);
      inbox.close();
    }
  });

  it('end the sockets of both when a session ends through one', async () => {
    const person = await aPerson(one);
    const inbox = await openAt(other, person);
    const ended = new Promise((resolve) => inbox.socket.once('disconnect', resolve));
    await person.call(endpoints.signOut);
    expect(await ended).not.toBe('io client disconnect');
  });

  it('know who is present at the other, for the roster and for @Present', async () => {
    const reader = await openAt(one, scene.administrator);
    const inbox = await openAt(other, scene.member);
    await inbox.socket.emitWithAck('room:open', { roomId: scene.room.id });
    const { userId } = scene.member.account;
    await reader.next(
      'roster:changed',
      ({ change }) => change.kind === 'presence-changed' && change.userId === userId && change.isPresent,
    );
    expect((await write(one, '@Present')).mentions.present).toEqual([userId]);
    inbox.close();
    await reader.next(
      'roster:changed',
      ({ change }) => change.kind === 'presence-changed' && change.userId === userId && !change.isPresent,
    );
    expect((await write(one, '@Present')).mentions.present).toEqual([]);
  });

  it('count failed sign-ins together', async () => {
    const { email } = scene.outsider.account;
    const fail = (server: TestServer) =>
      new Caller(server.url).refusal(endpoints.signIn, { body: { email, password: 'wrong password' } });
    for (let count = 0; count < limits.throttles.maxFailedSignInsPerAccount; count += 1)
      expect(await fail(count % 2 === 0 ? one : other)).toMatchObject({ status: 401 });
    for (const server of [one, other]) expect(await fail(server)).toMatchObject({ status: 429 });
  });

  it('go on while Redis is away, and tell their readers to catch up when it is back', async () => {
    const inboxes = [await openAt(one, scene.member), await openAt(other, scene.member)];
    await redis.restart(async () => {
      for (let count = 0; count < 20; count += 1) await write(count % 2 === 0 ? one : other, String(count));
    });
    for (const inbox of inboxes) await inbox.next('sync:needed');
    // Its own readers have heard at once what each process stored, without Redis.
    expect(seqs(inboxes[0]!)).toEqual(expect.arrayContaining([1, 3, 5, 7, 9, 11, 13, 15, 17, 19]));
    const { items } = await scene.member.call(endpoints.listMessages, {
      params: { roomId: scene.room.id },
    });
    expect(items).toHaveLength(20);
    // And they hear of each other again.
    const heard = async () => {
      await write(one, 'last');
      return inboxes[1]!.received('message:created').some(({ content }) => content === 'last');
    };
    await expect.poll(heard, { timeout: 10_000 }).toBe(true);
  });
});
