import { Client, type QueryConfig } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { aScene, aWebhook, type Scene } from '../../test/factories/rooms.js';
import { sendRaw } from '../../test/support/raw-http.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';

/** What the delivery log writes now and then, behind the back of posts. */
const ofTheLog = /deliver|from webhooks where id = any/;

describe('the way of a post to the database', () => {
  let server: TestServer;
  let scene: Scene;
  let target: string;
  beforeAll(async () => {
    server = await startTestServer({ environment: { WEBHOOK_POSTS_PER_SECOND: '0' } });
    scene = await aScene(server);
    const { pathname, search } = new URL((await aWebhook(scene.administrator, scene.room.id)).url);
    target = pathname + search;
    expect(await post('warm')).toMatchObject({ status: 200 });
  });
  afterAll(() => server.stop());
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const post = (content: string) =>
    sendRaw(server.port, { target, body: JSON.stringify({ Content: content }) });

  /** The statements that this process sends while something is done. */
  async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
    const spy = vi.spyOn(Client.prototype, 'query');
    await work();
    const texts = spy.mock.calls.map(([config]) => textOf(config));
    return texts.filter((text) => !ofTheLog.test(text));
  }

  it('is one round trip for a webhook that posts', async () => {
    const statements = await statementsOf(() => post('hello'));
    expect(statements).toEqual([expect.stringContaining('store_posts') as unknown]);
  });

  it('is one round trip where it mentions members, all and those present', async () => {
    const { alias } = scene.member.account;
    const statements = await statementsOf(() => post(`@${alias} @nobody @All @Present`));
    expect(statements).toHaveLength(1);
  });

  it('is shared by posts that come at once: 50 of them take fewer than 50', async () => {
    const statements = await statementsOf(() =>
      Promise.all(Array.from({ length: 50 }, (_, index) => post(String(index)))),
    );
    expect(statements.length).toBeLessThan(50);
    const rows = await server.rows('select 1 from messages where room_id = $1', [scene.room.id]);
    expect(rows.length).toBeGreaterThanOrEqual(51);
  });

  it('does not reach the database where the URL has a typing error or the body breaks a rule', async () => {
    const refused = async () => {
      expect(await sendRaw(server.port, { target: `${target}x`, body: '{}' })).toMatchObject({ status: 403 });
      expect(await sendRaw(server.port, { target, body: '{}' })).toMatchObject({ status: 400 });
    };
    expect(await statementsOf(refused)).toEqual([]);
  });
});

function textOf(config: unknown): string {
  if (typeof config === 'string') return config;
  // Everything that is no text is a statement with its text in it.
  return (config as QueryConfig).text;
}
