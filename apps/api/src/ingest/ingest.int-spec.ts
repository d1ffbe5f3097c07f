import { endpoints, errors, type PostRefused, type RoomId, type WebhookView } from '@carillon/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cases, type Case, type Targets } from '../../test/cases/incoming-webhooks.js';
import { addMember, aRoom, aScene, aWebhook, fillRoom, type Scene } from '../../test/factories/rooms.js';
import { HeldClock } from '../../test/support/held-clock.js';
import { passTime } from '../../test/support/pass-time.js';
import { sendRaw, type RawAnswer } from '../../test/support/raw-http.js';
import { startRestartableServer, type RestartableServer } from '../../test/support/restartable-server.js';
import { connect, type Inbox } from '../../test/support/socket.js';

describe('posting to an incoming webhook', () => {
  const clock = new HeldClock();
  let server: RestartableServer;
  let scene: Scene;
  let targets: Targets;
  let inbox: Inbox;
  let rooms: RoomId[];

  beforeAll(async () => {
    server = await startRestartableServer({ clock });
    scene = await aScene(server);
    const { administrator, member } = scene;
    const fifty = await aRoom(administrator, 'Fifty');
    const fiftyOne = await aRoom(administrator, 'Fifty-one');
    for (const { id } of [fifty, fiftyOne]) await addMember(administrator, id, member);
    await fillRoom(server, fifty.id, 50);
    await fillRoom(server, fiftyOne.id, 51);
    rooms = [scene.room.id, fifty.id, fiftyOne.id];
    targets = {
      live: targetOf(await aWebhook(administrator, scene.room.id)),
      foreign: targetOf(await aWebhook(administrator, (await aRoom(administrator)).id)),
      fifty: targetOf(await aWebhook(administrator, fifty.id)),
      fiftyOne: targetOf(await aWebhook(administrator, fiftyOne.id)),
      retired: await retireUrls(scene),
    };
    inbox = await connect(server, { cookie: member.cookie });
  });
  afterAll(async () => {
    inbox.close();
    await server.stop();
  });

  for (const [about, rows] of Object.entries(cases))
    describe(about, () => {
      for (const row of rows) it(row.title, () => proves(row));
    });

  it('answers 404 to every retired URL and 403 to a wrong one after a restart, too', async () => {
    await server.restart();
    for (const target of Object.values(targets.retired))
      expect(await sendRaw(server.port, { target, body: hello })).toMatchObject({ status: 404 });
    const wrong = targets.live.slice(0, -1);
    expect(await sendRaw(server.port, { target: wrong, body: hello })).toMatchObject({ status: 403 });
    expect(await sendRaw(server.port, { target: targets.live, body: hello })).toMatchObject({ status: 200 });
  });

  async function proves(row: Case): Promise<void> {
    await passTime(server, clock, 5_000);
    inbox.events.splice(0);
    const before = await stored();
    const answer = await sendRaw(server.port, requestOf(row));
    const added = (await stored()).slice(before.length);
    const expected = row.stored === undefined ? [] : [row.stored];
    expect({ status: answer.status, stored: added.map((message) => message.content) }).toEqual({
      status: row.status,
      stored: expected,
    });
    expect(await delivered(before.length)).toEqual(expected);
    expectBody(row, answer, added[0]);
    expectHeaders(row, answer);
  }

  function requestOf({ send }: Case) {
    if (typeof send === 'function') return send(targets);
    return { target: targets.live, body: send };
  }

  function stored(): Promise<{ id: string; room_id: string; content: string }[]> {
    return server.rows(
      `select id, room_id, content from messages
        where room_id = any($1) and webhook_id is not null order by id`,
      [rooms],
    );
  }

  /** What the member's socket got since; a message of the member's own closes the list, so that nothing is waited for. */
  async function delivered(already: number): Promise<string[]> {
    const marker = `marker ${already} ${Math.random()}`;
    for (const roomId of rooms)
      await scene.member.call(endpoints.postMessage, { params: { roomId }, body: { content: marker } });
    for (const roomId of rooms)
      await inbox.next(
        'message:created',
        (message) => message.roomId === roomId && message.content === marker,
      );
    const posts = inbox.received('message:created').filter(({ author }) => author.kind === 'webhook');
    return posts.map((post) => post.content);
  }
});

const hello = '{"Content":"hello"}';
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function expectBody(row: Case, { body }: RawAnswer, added?: { id: string; room_id: string }): void {
  expect(body).not.toContain('carillonwh');
  if (row.code === undefined) {
    expect(JSON.parse(body)).toEqual({ MessageId: added?.id, RoomId: added?.room_id });
    expect(added?.id).toMatch(uuid);
  } else if (!row.title.includes('HEAD')) {
    const refused = JSON.parse(body) as PostRefused;
    expect(Object.keys(refused)).toEqual(['Message', 'Code']);
    expect(refused.Message).toMatch(row.sentence ?? /^[A-Z@].*\.$/);
    expect(refused.Code).toBe(row.code);
    expect(row.status).toBe(errors[row.code].status);
  }
}

function expectHeaders(row: Case, { headers }: RawAnswer): void {
  const names = [...headers.keys()];
  expect(names.filter((name) => name.startsWith('access-control-') || name === 'set-cookie')).toEqual([]);
  expect([...headers.values()].join()).not.toContain('carillonwh');
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  const rate = ['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset'].map((name) => headers.get(name));
  if (row.isAuthenticated === false) expect(rate).toEqual([undefined, undefined, undefined]);
  else expect(rate).toEqual(row.status === 200 ? ['1', '0', '1'] : ['1', '1', '0']);
  for (const [name, value] of Object.entries(row.headers ?? {})) expect(headers.get(name)).toBe(value);
}

async function retireUrls({ administrator, room }: Scene): Promise<Targets['retired']> {
  const regenerate = ({ id }: WebhookView) =>
    administrator.call(endpoints.regenerateWebhook, { params: { roomId: room.id, webhookId: id } });
  const first = await aWebhook(administrator, room.id, 'Regenerated twice');
  const second = await regenerate(first);
  await regenerate(second);
  const deletedOld = await aWebhook(administrator, room.id, 'Deleted');
  const deletedLast = await regenerate(deletedOld);
  await administrator.call(endpoints.deleteWebhook, {
    params: { roomId: room.id, webhookId: deletedLast.id },
  });
  const gone = await aRoom(administrator, 'Gone');
  const roomDeleted = await aWebhook(administrator, gone.id);
  await administrator.call(endpoints.deleteRoom, { params: { roomId: gone.id } });
  const views = { first, second, deletedOld, deletedLast, roomDeleted };
  return Object.fromEntries(
    Object.entries(views).map(([name, view]) => [name, targetOf(view)]),
    // The keys are those of `views`.
  ) as Targets['retired'];
}

function targetOf({ url }: WebhookView): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
