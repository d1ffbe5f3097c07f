import { createHash } from 'node:crypto';
import {
  endpoints,
  limits,
  webhookTokenPattern,
  type WebhookId,
  type WebhookView,
} from '@carillon/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aPerson } from '../../test/factories/people.js';
import { aRoom, aScene, aWebhook, type Scene } from '../../test/factories/rooms.js';
import { Caller } from '../../test/support/caller.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';

let server: TestServer;
let scene: Scene;
beforeAll(async () => {
  server = await startTestServer();
  scene = await aScene(server);
});
afterAll(() => server.stop());
beforeEach(async () => {
  scene = { ...scene, room: await aRoom(scene.administrator) };
});

const inRoom = () => ({ roomId: scene.room.id });
const on = (webhook: WebhookView) => ({ roomId: scene.room.id, webhookId: webhook.id });
const list = async () => (await scene.administrator.call(endpoints.listWebhooks, { params: inRoom() })).items;
const tokenOf = (webhook: WebhookView) => new URL(webhook.url).searchParams.get('token') ?? '';

/** Posts to a webhook's URL, which names another host than the one the test server listens on. */
async function post(webhook: WebhookView, to = server): Promise<number> {
  const { pathname, search } = new URL(webhook.url);
  return (await new Caller(to.url).send('POST', pathname + search, { Content: 'Hello' })).status;
}

describe('a new webhook', () => {
  it('answers with a URL of its own that posts, and says who made it', async () => {
    const webhook = await aWebhook(scene.administrator, scene.room.id, '  Build ');
    expect(webhook).toMatchObject({
      name: 'Build',
      format: 'markdown',
      createdBy: { userId: scene.administrator.account.userId, displayName: 'Alice' },
    });
    expect(new URL(webhook.url).pathname).toBe(`/incomingwebhooks/${webhook.id}`);
    expect(tokenOf(webhook)).toMatch(webhookTokenPattern);
    expect(await post(webhook)).toBe(200);
  });

  it('can be made with the format "Plain unless /md"', async () => {
    const body = { name: 'Old script', format: 'plain' as const };
    const webhook = await scene.administrator.call(endpoints.createWebhook, { params: inRoom(), body });
    expect(webhook.format).toBe('plain');
  });

  it.each([
    ['blank', '  '],
    ['65 characters', 'x'.repeat(limits.incomingWebhook.maxNameLength + 1)],
    ['two lines', 'Build\nserver'],
  ])('is refused with 400 where its name is %s', async (_case, name) => {
    const refused = await scene.administrator.refusal(endpoints.createWebhook, {
      params: inRoom(),
      body: { name },
    });
    expect(refused).toMatchObject({ code: 'VALIDATION_FAILED', fields: [{ path: 'body.name' }] });
    expect(await list()).toEqual([]);
  });

  it('leaves only a hash and a sealed token in the database, never the token', async () => {
    const webhook = await aWebhook(scene.administrator, scene.room.id);
    const token = tokenOf(webhook);
    const [row] = await server.rows<{ token_hash: Buffer; token_sealed: Buffer }>(
      'select token_hash, token_sealed from webhooks where id = $1',
      [webhook.id],
    );
    expect(row?.token_hash).toEqual(createHash('sha256').update(token).digest());
    expect(row?.token_sealed.includes(token)).toBe(false);
    const [whole] = await server.rows<{ text: string }>(
      "select row_to_json(w)::text || convert_from(decode(replace(encode(token_sealed, 'escape'), '\\', '/'), 'escape'), 'latin1') as text from webhooks w where id = $1",
      [webhook.id],
    );
    expect(whole?.text).not.toContain(token);
  });
});

describe('the list of webhooks', () => {
  it('gives the same URL as at creation, for copying at any later time, also to another administrator', async () => {
    const made = [
      await aWebhook(scene.administrator, scene.room.id, 'One'),
      await aWebhook(scene.administrator, scene.room.id, 'Two'),
    ];
    expect(await list()).toEqual(made);
    const second = await aPerson(server, 'Second');
    const roomId = scene.room.id;
    const { userId } = second.account;
    await scene.administrator.call(endpoints.addMember, { params: { roomId }, body: { userId } });
    await scene.administrator.call(endpoints.changeMember, {
      params: { roomId, userId },
      body: { role: 'administrator' },
    });
    expect((await second.call(endpoints.listWebhooks, { params: { roomId } })).items).toEqual(made);
  });

  it('tells members names only: the roster holds no URL and no token', async () => {
    const webhook = await aWebhook(scene.administrator, scene.room.id);
    await scene.administrator.call(endpoints.addMember, {
      params: inRoom(),
      body: { userId: scene.member.account.userId },
    });
    const roster = await scene.member.call(endpoints.listRosterWebhooks, { params: inRoom() });
    expect(roster).toEqual({ items: [{ id: webhook.id, name: webhook.name }], nextCursor: null });
  });
});

describe('changing a webhook', () => {
  it('renames it and sets its format, each alone, and keeps its URL', async () => {
    const webhook = await aWebhook(scene.administrator, scene.room.id);
    const change = (body: { name?: string; format?: 'plain' | 'markdown' }) =>
      scene.administrator.call(endpoints.changeWebhook, { params: on(webhook), body });
    expect(await change({ name: 'Deploy' })).toEqual({ ...webhook, name: 'Deploy' });
    expect(await change({ format: 'plain' })).toEqual({ ...webhook, name: 'Deploy', format: 'plain' });
    expect(await change({})).toEqual({ ...webhook, name: 'Deploy', format: 'plain' });
    expect(await post(webhook)).toBe(200);
  });

  it('gives a new URL on regeneration; the old one answers 404 from the next request on', async () => {
    const old = await aWebhook(scene.administrator, scene.room.id);
    expect(await post(old)).toBe(200);
    const fresh = await scene.administrator.call(endpoints.regenerateWebhook, { params: on(old) });
    expect(fresh).toEqual({ ...old, url: fresh.url });
    expect(tokenOf(fresh)).not.toBe(tokenOf(old));
    expect(await post(old)).toBe(404);
    expect(await list()).toEqual([fresh]);
  });

  it('cannot reach a webhook of another room: 404 WEBHOOK_NOT_FOUND, and it stays as it was', async () => {
    const other = await aRoom(scene.administrator);
    const webhook = await aWebhook(scene.administrator, other.id);
    const refusals = [
      await scene.administrator.refusal(endpoints.changeWebhook, {
        params: on(webhook),
        body: { name: 'x' },
      }),
      await scene.administrator.refusal(endpoints.regenerateWebhook, { params: on(webhook) }),
      await scene.administrator.refusal(endpoints.deleteWebhook, { params: on(webhook) }),
    ];
    for (const refused of refusals) expect(refused).toMatchObject({ status: 404, code: 'WEBHOOK_NOT_FOUND' });
    expect(await post(webhook)).toBe(200);
  });
});

describe('deleting a webhook', () => {
  it('makes its URL answer 404, and a second deletion too; its posts keep their author', async () => {
    const webhook = await aWebhook(scene.administrator, scene.room.id);
    await post(webhook);
    await scene.administrator.call(endpoints.deleteWebhook, { params: on(webhook) });
    expect(await post(webhook)).toBe(404);
    const again = await scene.administrator.refusal(endpoints.deleteWebhook, { params: on(webhook) });
    expect(again).toMatchObject({ status: 404, code: 'WEBHOOK_NOT_FOUND' });
    const { items } = await scene.administrator.call(endpoints.listMessages, { params: inRoom() });
    expect(items[0]?.author).toEqual({ kind: 'webhook', webhookId: webhook.id, name: webhook.name });
  });
});

describe('the limit of 10 webhooks a room', () => {
  const createMany = (howMany: number) =>
    Promise.all(
      Array.from({ length: howMany }, (_, index) =>
        scene.administrator.try(endpoints.createWebhook, {
          params: inRoom(),
          body: { name: `Webhook ${index}` },
        }),
      ),
    );

  it('lets exactly 10 of 20 simultaneous creations succeed; the others get 409', async () => {
    const answers = await createMany(20);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused).toHaveLength(10);
    for (const answer of refused)
      expect(answer).toMatchObject({ status: 409, body: { code: 'WEBHOOK_LIMIT_REACHED' } });
    expect(await list()).toHaveLength(10);
  });

  it('says why the 11th is refused, has room for one more after a deletion, and for none after that', async () => {
    const [first] = await createMany(10);
    const refused = await scene.administrator.refusal(endpoints.createWebhook, {
      params: inRoom(),
      body: { name: 'Eleventh' },
    });
    expect(refused.detail).toBe('A room can have 10 webhooks. Delete one that is no longer used first.');
    // A creation answered 201 holds the view of the contract.
    await scene.administrator.call(endpoints.deleteWebhook, { params: on(first?.body as WebhookView) });
    const answers = await createMany(2);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('counts each room for itself', async () => {
    await createMany(10);
    const other = await aRoom(scene.administrator);
    expect(await aWebhook(scene.administrator, other.id)).toMatchObject({ name: 'Build' });
  });
});

describe('the URL of a webhook', () => {
  it('is at most 255 characters long with the longest PUBLIC_URL that is accepted, and posts', async () => {
    const host = (length: number) => `${'a'.repeat(length - 4)}.com`;
    const longest = limits.incomingWebhook.maxUrlLength - '/incomingwebhooks/?token='.length - 36 - 48;
    const publicUrl = `https://${host(longest - 'https://'.length)}`;
    const start = (url: string) => startTestServer({ environment: { PUBLIC_URL: url } });
    await expect(start(`${publicUrl}m`)).rejects.toThrow(/PUBLIC_URL must be at most 146 characters/);
    const far = await start(publicUrl);
    try {
      const administrator = await aPerson(far, 'Alice');
      const webhook = await aWebhook(administrator, (await aRoom(administrator)).id);
      expect(webhook.url).toHaveLength(255);
      expect(webhook.url.startsWith(`${publicUrl}/incomingwebhooks/`)).toBe(true);
      expect(await post(webhook, far)).toBe(200);
    } finally {
      await far.stop();
    }
  });

  it('cannot be read with the sealed token of another webhook: 500 without a token in it', async () => {
    const one = await aWebhook(scene.administrator, scene.room.id, 'One');
    const two = await aWebhook(scene.administrator, scene.room.id, 'Two');
    await swapSealedTokens(one.id, two.id);
    const refused = await scene.administrator.refusal(endpoints.listWebhooks, { params: inRoom() });
    expect(refused).toMatchObject({ status: 500, code: 'INTERNAL' });
    expect(JSON.stringify(refused)).not.toContain('carillonwh');
  });

  async function swapSealedTokens(one: WebhookId, two: WebhookId): Promise<void> {
    await server.rows(
      `update webhooks a set token_sealed = b.token_sealed from webhooks b
        where (a.id = $1 and b.id = $2) or (a.id = $2 and b.id = $1)`,
      [one, two],
    );
  }
});
