import { afterAll, beforeAll, expect, it } from 'vitest';
import { aScene, aWebhook } from '../test/factories/rooms.js';
import { RawHttp, requestBytes, sendRaw } from '../test/support/raw-http.js';
import { startRestartableServer, type RestartableServer } from '../test/support/restartable-server.js';

let server: RestartableServer;
let target: string;
beforeAll(async () => {
  server = await startRestartableServer({ environment: { WEBHOOK_POSTS_PER_SECOND: '0' } });
  const { administrator, room } = await aScene(server);
  const { pathname, search } = new URL((await aWebhook(administrator, room.id)).url);
  target = pathname + search;
});
afterAll(() => server.stop());

const statusOf = async (path: string) => (await sendRaw(server.port, { method: 'GET', target: path })).status;

it('leaves among others: not ready, but every post is stored, and each connection ends with its answer', async () => {
  const connection = await RawHttp.open(server.port);
  const post = () => connection.send(requestBytes({ target, body: '{"Content":"hello"}' })).answer();
  expect((await post()).headers.get('connection')).not.toBe('close');
  expect(await statusOf('/health/ready')).toBe(200);
  server.leave();
  expect(await statusOf('/health/ready')).toBe(503);
  expect(await statusOf('/health/live')).toBe(200);
  const last = await post();
  expect([last.status, last.headers.get('connection')]).toEqual([200, 'close']);
  await connection.closed();
  // Whoever has not noticed yet is served, too.
  expect((await sendRaw(server.port, { target, body: '{"Content":"hello"}' })).status).toBe(200);
  expect(await server.rows('select 1 from messages')).toHaveLength(3);
});
