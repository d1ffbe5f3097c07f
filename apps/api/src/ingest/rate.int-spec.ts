import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aScene, aWebhook, fillRoom, type Scene } from '../../test/factories/rooms.js';
import { HeldClock } from '../../test/support/held-clock.js';
import { passTime } from '../../test/support/pass-time.js';
import { sendRaw, type RawAnswer } from '../../test/support/raw-http.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';

const hello = '{"Content":"hello"}';
const statuses = (answers: RawAnswer[]) => answers.map((answer) => answer.status);

describe('the rate of a webhook', () => {
  const clock = new HeldClock();
  let server: TestServer;
  let scene: Scene;
  let target: string;
  beforeAll(async () => {
    server = await startTestServer({ clock });
    scene = await aScene(server);
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    await passTime(server, clock, 10_000);
    const { id, url } = await aWebhook(scene.administrator, scene.room.id);
    await server.rows('delete from webhooks where room_id = $1 and id <> $2', [scene.room.id, id]);
    target = new URL(url).pathname + new URL(url).search;
  });

  const post = (body = hello) => sendRaw(server.port, { target, body });
  const postAt = async (...momentsMs: number[]) => {
    let now = 0;
    const answers: RawAnswer[] = [];
    for (const moment of momentsMs) {
      await passTime(server, clock, moment - now);
      now = moment;
      answers.push(await post());
    }
    return answers;
  };

  it('accepts 10 posts that come 1000 ms apart', async () => {
    const moments = Array.from({ length: 10 }, (_, step) => step * 1000);
    expect(statuses(await postAt(...moments))).toEqual(moments.map(() => 200));
  });

  it('accepts 900 ms apart until the tolerance of 100 ms is used up', async () => {
    expect(statuses(await postAt(0, 900, 1800, 1899, 1900))).toEqual([200, 200, 429, 429, 200]);
  });

  it('stores exactly 1 of 20 posts at once, and tells the other 19 when to try again', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => post()));
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused).toHaveLength(19);
    for (const { headers, body } of refused) {
      expect(JSON.parse(body)).toEqual({
        Message: 'A webhook can post 1 message per second. Wait a second and try again.',
        Code: 'RATE_LIMITED',
      });
      expect(headers.get('retry-after')).toBe('1');
      expect(headers.get('ratelimit-limit')).toBe('1');
      expect(headers.get('ratelimit-remaining')).toBe('0');
      expect(headers.get('ratelimit-reset')).toBe('1');
    }
    const [row] = await server.rows<{ count: number }>(
      'select count(*)::int as count from messages where webhook_id = $1',
      [/[0-9a-f-]{36}/.exec(target)?.[0]],
    );
    expect(row?.count).toBe(1);
  });

  it('takes nothing for refused posts: 30 of them within a second do not delay the next', async () => {
    await postAt(0, ...Array.from({ length: 30 }, (_, step) => 10 + step));
    await passTime(server, clock, 1000 - 39);
    expect(await post()).toMatchObject({ status: 200 });
  });

  it('says 413 and 400 beyond the rate to what is too large or no message', async () => {
    await post();
    expect(statuses([await post(JSON.stringify({ Content: 'x'.repeat(4097) }))])).toEqual([413]);
    expect(statuses([await post('x'.repeat(70_000)), await post('{}'), await post('no')])).toEqual([
      413, 400, 400,
    ]);
    expect(await post()).toMatchObject({ status: 429 });
  });

  it('says 429 before 400 to @All beyond the rate in a room of 51 members', async () => {
    await fillRoom(server, scene.room.id, 51);
    const broadcast = '{"Content":"@All"}';
    expect(statuses([await post(broadcast), await post(), await post(broadcast)])).toEqual([400, 200, 429]);
  });

  it('has no limit and no RateLimit headers where WEBHOOK_POSTS_PER_SECOND is 0', async () => {
    const unlimited = await startTestServer({ clock, environment: { WEBHOOK_POSTS_PER_SECOND: '0' } });
    const { administrator, room } = await aScene(unlimited);
    const { pathname, search } = new URL((await aWebhook(administrator, room.id)).url);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => sendRaw(unlimited.port, { target: pathname + search, body: hello })),
    );
    await unlimited.stop();
    expect(statuses(answers)).toEqual(answers.map(() => 200));
    const names = answers.flatMap((answer) => [...answer.headers.keys()]);
    expect(names.filter((name) => name.startsWith('ratelimit'))).toEqual([]);
  });
});
