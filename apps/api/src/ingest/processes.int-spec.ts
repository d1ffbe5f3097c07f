import { endpoints, type PostAccepted, type WebhookView } from '@carillon/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aRoom, aScene, aWebhook, fillRoom, type Scene } from '../../test/factories/rooms.js';
import { HeldClock } from '../../test/support/held-clock.js';
import { passTime } from '../../test/support/pass-time.js';
import { sendRaw, type RawAnswer } from '../../test/support/raw-http.js';
import { connect } from '../../test/support/socket.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';

const hello = '{"Content":"hello"}';
const statuses = (answers: RawAnswer[]) => answers.map((answer) => answer.status);

describe('posts through three server processes', () => {
  // It stands still, so that no process accepts a post merely because a moment went by.
  const clock = new HeldClock();
  let servers: [TestServer, TestServer, TestServer];
  let scene: Scene;
  let webhook: WebhookView;
  beforeAll(async () => {
    const first = await startTestServer({ clock });
    servers = [
      first,
      await startTestServer({ clock, besides: first }),
      await startTestServer({ clock, besides: first }),
    ];
    scene = await aScene(first);
  });
  afterAll(async () => {
    for (const server of servers) await server.stop();
  });
  beforeEach(async () => {
    const room = await aRoom(scene.administrator);
    scene = { ...scene, room };
    webhook = await aWebhook(scene.administrator, room.id);
  });

  const post = (
    server: TestServer,
    body = hello,
    { url } = webhook,
    headers: Record<string, string> = {},
  ) => {
    const { pathname, search } = new URL(url);
    return sendRaw(server.port, { target: pathname + search, body, headers });
  };
  const count = async () => {
    const rows = await servers[0].rows('select 1 from messages where webhook_id = $1', [webhook.id]);
    return rows.length;
  };
  const pass = (ms: number) => passTime(servers[0], clock, ms);
  /** A change travels from process to process for a moment. Posts are refused meanwhile, by their rate. */
  async function until404(server: TestServer, to = webhook): Promise<void> {
    const { status } = await post(server, hello, to);
    expect([404, 429]).toContain(status);
    if (status === 429) await until404(server, to);
  }

  it('stores exactly 1 of 30 that come at once, 10 to each process', async () => {
    const answers = await Promise.all(
      servers.flatMap((server) => Array.from({ length: 10 }, () => post(server))),
    );
    expect(statuses(answers).filter((status) => status === 200)).toHaveLength(1);
    expect(statuses(answers).filter((status) => status === 429)).toHaveLength(29);
    for (const { headers } of answers.filter(({ status }) => status === 429)) {
      expect(headers.get('retry-after')).toBe('1');
      expect(headers.get('ratelimit-remaining')).toBe('0');
    }
    expect(await count()).toBe(1);
  });

  it('refuses the second within a second through another process, and takes it a second later', async () => {
    expect(statuses([await post(servers[0]), await post(servers[1])])).toEqual([200, 429]);
    await pass(1000);
    expect(await post(servers[2])).toMatchObject({ status: 200 });
  });

  it('says 429 before 400 to @All in a room of 51 members, whichever process took the last post', async () => {
    await fillRoom(servers[0], scene.room.id, 51);
    expect(await post(servers[0], '{"Content":"@All"}')).toMatchObject({ status: 400 });
    expect(await post(servers[1])).toMatchObject({ status: 200 });
    expect(await post(servers[2], '{"Content":"@All"}')).toMatchObject({ status: 429 });
  });

  it('stores one post once that is sent to all at the same time with one key, and answers all alike', async () => {
    const headers = { 'Idempotency-Key': 'deploy 42' };
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => servers)
        .flat()
        .map((server) => post(server, hello, webhook, headers)),
    );
    expect(statuses(answers)).toEqual(answers.map(() => 200));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(await count()).toBe(1);
  });

  it('answers 404 and nothing else where another process regenerated the URL, and then deleted the webhook', async () => {
    const others = servers.slice(1);
    const params = { roomId: scene.room.id, webhookId: webhook.id };
    for (const server of others) {
      expect(await post(server)).toMatchObject({ status: 200 });
      await pass(1000);
    }
    for (const server of others) await post(server);
    const renewed = await scene.administrator.call(endpoints.regenerateWebhook, { params });
    for (const server of others) await until404(server);
    await pass(1000);
    expect(await post(servers[1], hello, renewed)).toMatchObject({ status: 200 });
    await scene.administrator.call(endpoints.deleteWebhook, { params });
    for (const server of others) await until404(server, renewed);
    expect(await count()).toBe(4);
  });

  it('posts under the new name that another process gave the webhook', async () => {
    const { administrator, room } = scene;
    expect(await post(servers[1])).toMatchObject({ status: 200 });
    const params = { roomId: room.id, webhookId: webhook.id };
    await administrator.call(endpoints.changeWebhook, { params, body: { name: 'Renamed' } });
    const inbox = await connect(servers[1], { cookie: administrator.cookie });
    const authorOfNext = async (): Promise<unknown> => {
      await pass(1000);
      const { body } = await post(servers[1]);
      const { MessageId: id } = JSON.parse(body) as PostAccepted;
      return (await inbox.next('message:created', (message) => message.id === id)).author;
    };
    const renamed: unknown = expect.objectContaining({ name: 'Renamed' });
    await expect.poll(authorOfNext, { interval: 0 }).toEqual(renamed);
    inbox.close();
  });

  it('looks webhooks up each time while it cannot hear of changes, and hears of them again later', async () => {
    const listener = `application_name = 'carillon notices' and datname = current_database()`;
    const [{ pid } = { pid: 0 }] = await servers[0].rows<{ pid: number }>(
      `select pid from pg_stat_activity where ${listener} order by backend_start limit 1`,
    );
    await servers[0].rows(`select pg_terminate_backend(pid) from pg_stat_activity where ${listener}`);
    for (const server of servers) {
      expect(await post(server)).toMatchObject({ status: 200 });
      await pass(1000);
    }
    const again = () =>
      servers[0].rows(`select 1 from pg_stat_activity where ${listener} and pid <> $1`, [pid]);
    await expect.poll(async () => (await again()).length, { timeout: 5_000 }).toBe(3);
  });
});
