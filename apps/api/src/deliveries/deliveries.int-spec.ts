import { endpoints, limits, type DeliveryView, type WebhookView } from '@carillon/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addMember, aRoom, aScene, aWebhook, fillRoom, type Scene } from '../../test/factories/rooms.js';
import { HeldClock } from '../../test/support/held-clock.js';
import { passTime } from '../../test/support/pass-time.js';
import { sendRaw } from '../../test/support/raw-http.js';
import { startRestartableServer, type RestartableServer } from '../../test/support/restartable-server.js';
import { connect } from '../../test/support/socket.js';

const json = (content: unknown) => JSON.stringify({ Content: content });

describe('the delivery log', () => {
  const clock = new HeldClock();
  let server: RestartableServer;
  let scene: Scene;
  let webhook: WebhookView;
  beforeAll(async () => {
    server = await startRestartableServer({ clock, environment: { TRUSTED_PROXIES: 'loopback' } });
    scene = await aScene(server);
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    const room = await aRoom(scene.administrator);
    await addMember(scene.administrator, room.id, scene.member);
    scene = { ...scene, room };
    webhook = await aWebhook(scene.administrator, room.id);
  });

  const post = (body: string, headers: Record<string, string> = {}, { url } = webhook, method = 'POST') => {
    const { pathname, search } = new URL(url);
    return sendRaw(server.port, { method, target: pathname + search, body, headers });
  };
  const onWebhook = () => ({ roomId: scene.room.id, webhookId: webhook.id });
  const list = async (query: Record<string, string | number> = {}) =>
    scene.administrator.call(endpoints.listDeliveries, { params: onWebhook(), query });
  const items = async () => (await list()).items;
  const answersOf = (deliveries: DeliveryView[]) => deliveries.map(({ status, code }) => [status, code]);
  const activity = async () =>
    (await scene.administrator.call(endpoints.listWebhookActivity, { params: { roomId: scene.room.id } }))
      .items;

  it('holds an accepted post with its message, size, sender and the beginning of its text', async () => {
    const body = json('Deployed **1.4.2** with password=hunter2hunter2');
    const { MessageId } = JSON.parse((await post(body, { 'X-Forwarded-For': '192.0.2.7' })).body) as {
      MessageId: string;
    };
    const [delivery] = await items();
    expect(delivery).toEqual({
      id: expect.any(String) as unknown,
      webhookId: webhook.id,
      receivedAt: clock.now().toISOString(),
      outcome: 'accepted',
      status: 200,
      code: null,
      reason: null,
      sizeBytes: body.length,
      latencyMs: expect.any(Number) as unknown,
      address: '192.0.2.7',
      postedBy: null,
      preview: 'Deployed **1.4.2** with password=••••••',
      message: { id: MessageId, seq: 1 },
      isRepeat: false,
      times: 1,
      canPostAgain: true,
    });
    expect(delivery?.latencyMs).toBeGreaterThan(0);
  });

  it('holds every refusal with its reason, newest first, and what was not read without a text', async () => {
    await post(json('first'));
    await post(json('too early'));
    await post('{"text":"hi"}');
    await post(json('x'.repeat(4097)));
    await post('x'.repeat(70_000));
    await post('', {}, webhook, 'GET');
    await post(json('wrong'), {}, { ...webhook, url: `${webhook.url.slice(0, -1)}~` });
    const deliveries = await items();
    expect(answersOf(deliveries)).toEqual([
      [403, 'WEBHOOK_URL_INVALID'],
      [405, 'METHOD_NOT_ALLOWED'],
      [413, 'BODY_TOO_LARGE'],
      [413, 'CONTENT_TOO_LARGE'],
      [400, 'CONTENT_MISSING'],
      [429, 'RATE_LIMITED'],
      [200, null],
    ]);
    expect(deliveries.map(({ preview }) => preview?.slice(0, 12))).toEqual([
      undefined,
      undefined,
      undefined,
      '{"Content":"',
      '{"text":"hi"',
      'too early',
      'first',
    ]);
    expect(deliveries[4]?.reason).toContain('Found "text" instead');
    expect(deliveries.map(({ canPostAgain }) => canPostAgain)).toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
      true,
    ]);
  });

  it('holds posts to a URL that was regenerated, so that who still uses it is found', async () => {
    const params = onWebhook();
    await scene.administrator.call(endpoints.regenerateWebhook, { params });
    await post(json('old'), { 'X-Forwarded-For': '192.0.2.9' });
    expect(await items()).toMatchObject([{ status: 404, code: 'WEBHOOK_URL_RETIRED', address: '192.0.2.9' }]);
  });

  it('marks a repetition by its key', async () => {
    const key = { 'Idempotency-Key': 'a' };
    await post(json('one'), key);
    await post(json('one'), key);
    const [again, first] = await items();
    expect([again?.isRepeat, first?.isRepeat]).toEqual([true, false]);
    expect(again?.message).toEqual(first?.message);
  });

  it('shows only accepted or only refused ones where it is asked to, in pages', async () => {
    for (let number = 0; number < 5; number += 1) {
      await post(json(`accepted ${number}`));
      await post(json(`refused ${number}`));
      await passTime(server, clock, 1000);
    }
    const texts: (string | null)[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: DeliveryView[]; nextCursor: string | null } = await list({
        limit: 2,
        outcome: 'refused',
        ...(cursor === null ? {} : { cursor }),
      });
      texts.push(...page.items.map(({ preview }) => preview));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(texts).toEqual(['refused 4', 'refused 3', 'refused 2', 'refused 1', 'refused 0']);
    expect((await list({ outcome: 'accepted' })).items).toHaveLength(5);
  });

  it('counts posts and refusals of 24 hours, and knows the last post', async () => {
    const since = clock.now();
    await post(json('one'));
    for (let number = 0; number < 150; number += 1) await post(json('too early'));
    expect(await activity()).toEqual([
      {
        webhookId: webhook.id,
        lastPostAt: since.toISOString(),
        acceptedLast24Hours: 1,
        refusedLast24Hours: 150,
      },
    ]);
    const kept = await list({ limit: 200, outcome: 'refused' });
    expect(kept.items).toHaveLength(120);
    expect(kept.items.reduce((sum, { times }) => sum + times, 0)).toBe(150);
    await passTime(server, clock, 25 * 60 * 60_000);
    expect(await activity()).toMatchObject([
      { lastPostAt: since.toISOString(), acceptedLast24Hours: 0, refusedLast24Hours: 0 },
    ]);
  });

  it('ends after 7 days', async () => {
    await post(json('old'));
    expect(await items()).toHaveLength(1);
    await passTime(server, clock, limits.deliveries.lifetimeMs - 1);
    expect(await items()).toHaveLength(1);
    await passTime(server, clock, 1);
    expect(await items()).toEqual([]);
  });

  it('keeps no body, text or token in the clear', async () => {
    await post('{"text":"a secret plan, 0123456789"}');
    await items();
    const rows = await server.rows<{ row: string }>(
      'select d::text as row from deliveries d where webhook_id = $1',
      [webhook.id],
    );
    const sealed = await server.rows<{ body_sealed: Buffer }>(
      'select body_sealed from deliveries where webhook_id = $1',
      [webhook.id],
    );
    expect(rows[0]?.row).not.toContain(new URL(webhook.url).searchParams.get('token'));
    expect(sealed[0]?.body_sealed.toString('latin1')).not.toContain('secret plan');
  });

  describe('posting from Manage webhooks', () => {
    const contents = async () =>
      (
        await server.rows<{ content: string }>(
          'select content from messages where room_id = $1 order by seq',
          [scene.room.id],
        )
      ).map((row) => row.content);
    const postAgain = (delivery: DeliveryView | undefined) =>
      scene.administrator.call(endpoints.postAgain, {
        params: { ...onWebhook(), deliveryId: delivery?.id ?? '' },
      });

    it('sends a test message, which counts against the rate and names who sent it', async () => {
      const params = onWebhook();
      const { messageId } = await scene.administrator.call(endpoints.sendTestMessage, { params });
      const refused = await scene.administrator.refusal(endpoints.sendTestMessage, { params });
      expect(refused).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
      const { userId } = scene.administrator.account;
      expect(await items()).toMatchObject([
        { status: 429, address: null, postedBy: { userId } },
        { status: 200, address: null, postedBy: { userId }, message: { id: messageId, seq: 1 } },
      ]);
      expect((await contents())[0]).toContain('test message');
    });

    it('posts a refused one again, as it came, once it may', async () => {
      await post(json('first'));
      await post(json('second, with @All and ünïcode'));
      await passTime(server, clock, 1000);
      await postAgain((await items())[0]);
      expect(await contents()).toEqual(['first', 'second, with @All and ünïcode']);
    });

    it('posts an accepted one again, as a message of its own', async () => {
      await post(json('first'));
      await passTime(server, clock, 1000);
      await postAgain((await items())[0]);
      expect(await contents()).toEqual(['first', 'first']);
      expect(answersOf(await items())).toEqual([
        [200, null],
        [200, null],
      ]);
    });

    it('refuses again what still breaks a rule, with its reason', async () => {
      await fillRoom(server, scene.room.id, 51);
      await post(json('@All'));
      await post('{"text":"hi"}');
      const [noContent, toAll] = await items();
      const again = (delivery: DeliveryView | undefined) =>
        scene.administrator.refusal(endpoints.postAgain, {
          params: { ...onWebhook(), deliveryId: delivery?.id ?? '' },
        });
      expect(await again(toAll)).toMatchObject({ status: 400, code: 'BROADCAST_TOO_LARGE' });
      expect(await again(noContent)).toMatchObject({ status: 400, code: 'CONTENT_MISSING' });
    });

    it('refuses what was not kept with 409, and what is of another webhook with 404', async () => {
      await post('x'.repeat(70_000));
      const [delivery] = await items();
      const params = { ...onWebhook(), deliveryId: delivery?.id ?? '' };
      expect(await scene.administrator.refusal(endpoints.postAgain, { params })).toMatchObject({
        status: 409,
        code: 'DELIVERY_NOT_KEPT',
      });
      const other = await aWebhook(scene.administrator, scene.room.id);
      const elsewhere = { ...params, webhookId: other.id };
      expect(await scene.administrator.refusal(endpoints.postAgain, { params: elsewhere })).toMatchObject({
        status: 404,
        code: 'DELIVERY_NOT_FOUND',
      });
    });
  });

  describe('live', () => {
    const inRoom = () => ({ roomId: scene.room.id });
    const recorded = (inbox: Awaited<ReturnType<typeof connect>>) =>
      inbox.received('deliveries:recorded').flatMap(({ deliveries }) => deliveries);

    it('tells administrators who watch the room of each request, as the list shows it', async () => {
      const inbox = await connect(server, { cookie: scene.administrator.cookie });
      expect(await inbox.socket.emitWithAck('deliveries:watch', inRoom())).toEqual({ ok: true, data: null });
      await post(json('one'));
      await post(json('too early'));
      await inbox.next('deliveries:recorded', ({ deliveries }) =>
        deliveries.some(({ status }) => status === 429),
      );
      expect(recorded(inbox).reverse()).toEqual(await items());
      inbox.close();
    });

    it('tells nothing once the room is not watched any more', async () => {
      const inbox = await connect(server, { cookie: scene.administrator.cookie });
      await inbox.socket.emitWithAck('deliveries:watch', inRoom());
      await inbox.socket.emitWithAck('deliveries:unwatch', inRoom());
      await post(json('one'));
      await items();
      await inbox.next('message:created');
      expect(recorded(inbox)).toEqual([]);
      inbox.close();
    });

    it.each([
      ['a member', 'member', 'NOT_ADMINISTRATOR'],
      ['an outsider', 'outsider', 'ROOM_NOT_FOUND'],
    ] as const)('refuses %s', async (_words, role, code) => {
      const inbox = await connect(server, { cookie: scene[role].cookie });
      expect(await inbox.socket.emitWithAck('deliveries:watch', inRoom())).toMatchObject({ ok: false, code });
      inbox.close();
    });

    it('ends for an administrator who is demoted', async () => {
      const { administrator, member, room } = scene;
      const onMember = { roomId: room.id, userId: member.account.userId };
      const change = (role: 'administrator' | 'member') =>
        administrator.call(endpoints.changeMember, { params: onMember, body: { role } });
      await change('administrator');
      const inbox = await connect(server, { cookie: member.cookie });
      expect(await inbox.socket.emitWithAck('deliveries:watch', inRoom())).toMatchObject({ ok: true });
      await change('member');
      await post(json('one'));
      await items();
      await inbox.next('message:created');
      expect(recorded(inbox)).toEqual([]);
      inbox.close();
    });
  });
});
