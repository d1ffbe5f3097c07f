import { endpoints, limits, type WebhookView } from '@carillon/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aRoom, aScene, aWebhook, type Scene } from '../../test/factories/rooms.js';
import { HeldClock } from '../../test/support/held-clock.js';
import { passTime } from '../../test/support/pass-time.js';
import { sendRaw } from '../../test/support/raw-http.js';
import { startRestartableServer, type RestartableServer } from '../../test/support/restartable-server.js';

describe('posting with an idempotency key', () => {
  const clock = new HeldClock();
  let server: RestartableServer;
  let scene: Scene;
  let webhook: WebhookView;
  beforeAll(async () => {
    server = await startRestartableServer({ clock });
    scene = await aScene(server);
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    const room = await aRoom(scene.administrator);
    scene = { ...scene, room };
    webhook = await aWebhook(scene.administrator, room.id);
  });

  const post = (content: string, headers: Record<string, string> = {}, { url } = webhook) => {
    const { pathname, search } = new URL(url);
    const body = JSON.stringify({ Content: content });
    return sendRaw(server.port, { target: pathname + search, body, headers });
  };
  const key = (value: string) => ({ 'Idempotency-Key': value });
  const contents = async () =>
    (
      await server.rows<{ content: string }>('select content from messages where room_id = $1 order by seq', [
        scene.room.id,
      ])
    ).map((row) => row.content);

  it('answers the first answer again within the second, and stores once', async () => {
    const first = await post('one', key('a'));
    const second = await post('another text', key('a'));
    expect([first.status, second.status, second.body]).toEqual([200, 200, first.body]);
    expect(await contents()).toEqual(['one']);
  });

  it('answers the first answer again after a restart of the server', async () => {
    const first = await post('one', key('a'));
    await server.restart();
    expect((await post('one', key('a'))).body).toBe(first.body);
    expect(await contents()).toEqual(['one']);
  });

  it('stores 1 of 20 sent at once, and answers all alike', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => post('one', key('a'))));
    expect(new Set(answers.map(({ status, body }) => `${String(status)} ${body}`)).size).toBe(1);
    expect(await contents()).toEqual(['one']);
  });

  it('takes webhook-id for it, too, and goes by Idempotency-Key where both are there', async () => {
    const first = await post('one', { 'webhook-id': 'msg_1' });
    expect((await post('one', key('msg_1'))).body).toBe(first.body);
    await passTime(server, clock, 1000);
    expect((await post('two', { ...key('other'), 'webhook-id': 'msg_1' })).body).not.toBe(first.body);
    expect(await contents()).toEqual(['one', 'two']);
  });

  it('never keeps a 429: the refused post is stored when it is sent again', async () => {
    await post('before');
    expect(await post('one', key('a'))).toMatchObject({ status: 429 });
    await passTime(server, clock, 1000);
    expect(await post('one', key('a'))).toMatchObject({ status: 200 });
    expect(await contents()).toEqual(['before', 'one']);
  });

  it('takes no slot for a repetition: the next post is due a second after the first', async () => {
    await post('one', key('a'));
    await passTime(server, clock, 1000);
    expect(await post('one', key('a'))).toMatchObject({ status: 200 });
    expect(await post('two')).toMatchObject({ status: 200 });
    expect(await contents()).toEqual(['one', 'two']);
  });

  it('knows a key of one webhook from the same key of another', async () => {
    const other = await aWebhook(scene.administrator, scene.room.id);
    await post('one', key('a'));
    await post('two', key('a'), other);
    expect(await contents()).toEqual(['one', 'two']);
  });

  it('keeps keys over a new URL, and answers 404 to the old one', async () => {
    const first = await post('one', key('a'));
    const params = { roomId: scene.room.id, webhookId: webhook.id };
    const renewed = await scene.administrator.call(endpoints.regenerateWebhook, { params });
    expect(await post('one', key('a'))).toMatchObject({ status: 404 });
    expect((await post('one', key('a'), renewed)).body).toBe(first.body);
  });

  it('forgets a key after 24 hours, and not before', async () => {
    const age = (ms: number) =>
      server.rows(`update post_receipts set stored_at = now() - $1 * interval '1 millisecond'`, [ms]);
    const first = await post('one', key('a'));
    await passTime(server, clock, 1000);
    await age(limits.incomingWebhook.idempotencyLifetimeMs - 60_000);
    expect((await post('two', key('a'))).body).toBe(first.body);
    await age(limits.incomingWebhook.idempotencyLifetimeMs + 60_000);
    expect((await post('two', key('a'))).body).not.toBe(first.body);
    expect((await post('three', key('a'))).status).toBe(200);
    expect(await contents()).toEqual(['one', 'two']);
  });

  it.each([
    ['255 characters', 'k'.repeat(255), 200],
    ['256 characters', 'k'.repeat(256), 400],
    ['no characters', '', 400],
    ['a tab', 'a\tb', 400],
    ['a space inside', 'a b', 200],
    ['letters beyond ASCII', 'clé', 400],
  ])('with %s answers %3$i', async (_words, value, status) => {
    const answer = await post('one', key(value));
    expect(answer.status).toBe(status);
    if (status === 400)
      expect(JSON.parse(answer.body)).toEqual({
        Message: 'The header Idempotency-Key must be 1 to 255 printable ASCII characters.',
        Code: 'IDEMPOTENCY_KEY_INVALID',
      });
    expect(await contents()).toHaveLength(status === 200 ? 1 : 0);
  });
});
