import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endpoints } from '@carillon/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aScene, aWebhook, type Scene } from '../../test/factories/rooms.js';
import { signalDatabase } from '../../test/support/database-processes.js';
import { RawHttp, requestBytes, sendRaw, type RawAnswer } from '../../test/support/raw-http.js';
import { startRestartableServer, type RestartableServer } from '../../test/support/restartable-server.js';
import { connect } from '../../test/support/socket.js';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../platform/embedded-postgres/embedded-postgres.js';

describe('posting while the service is unavailable', () => {
  let folder: string;
  let postgres: EmbeddedPostgres;
  let server: RestartableServer;
  let scene: Scene;
  let target: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'carillon-outage-'));
    postgres = await startDatabase();
    server = await startRestartableServer({
      databaseServer: postgres.url,
      environment: { WEBHOOK_POSTS_PER_SECOND: '0' },
    });
    scene = await aScene(server);
  });
  afterAll(async () => {
    await server.stop();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await server.rows('delete from webhooks');
    const { url } = await aWebhook(scene.administrator, scene.room.id);
    target = new URL(url).pathname + new URL(url).search;
  });

  const startDatabase = () => startEmbeddedPostgres({ folder, onProgress: () => undefined });
  const post = (content: string) =>
    sendRaw(server.port, { target, body: JSON.stringify({ Content: content }) });
  const contents = async () =>
    (await server.rows<{ content: string }>('select content from messages')).map((row) => row.content);

  async function expectOutage(asked: Promise<RawAnswer>): Promise<void> {
    const startedAt = performance.now();
    const answer = await asked;
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(JSON.parse(answer.body)).toEqual({
      Message: 'The service is unavailable at the moment. Try again shortly.',
      Code: 'SERVICE_UNAVAILABLE',
    });
  }

  it('answers 503 within 2 s while the database is stopped, stores nothing, and 200 once it is back', async () => {
    await postgres.stop();
    await Promise.all(['stopped 1', 'stopped 2', 'stopped 3'].map((text) => expectOutage(post(text))));
    postgres = await startDatabase();
    expect(await post('back')).toMatchObject({ status: 200 });
    expect((await contents()).filter((text) => /stopped|back/.test(text))).toEqual(['back']);
  });

  it('answers members and their sockets 503 while the database is stopped', async () => {
    await postgres.stop();
    try {
      const params = { roomId: scene.room.id };
      const asked = { params, body: { content: 'stopped' } };
      const refused = await scene.member.refusal(endpoints.postMessage, asked);
      expect(refused).toMatchObject({ status: 503, code: 'SERVICE_UNAVAILABLE' });
      await expect(connect(server, { cookie: scene.member.cookie })).rejects.toMatchObject({
        data: { code: 'SERVICE_UNAVAILABLE' },
      });
    } finally {
      postgres = await startDatabase();
    }
  });

  it('still says 405 and 403 to what it can refuse without the database', async () => {
    await postgres.stop();
    try {
      expect(await sendRaw(server.port, { method: 'GET', target })).toMatchObject({ status: 405 });
      const wrong = target.slice(0, -1);
      expect(await sendRaw(server.port, { target: wrong, body: '{}' })).toMatchObject({ status: 403 });
    } finally {
      postgres = await startDatabase();
    }
  });

  it('answers 503 within 2 s while the database hangs, stores nothing, and 200 once it goes on', async () => {
    signalDatabase(folder, 'SIGSTOP');
    try {
      await Promise.all(['hung 1', 'hung 2', 'hung 3'].map((text) => expectOutage(post(text))));
    } finally {
      signalDatabase(folder, 'SIGCONT');
    }
    expect(await post('going on')).toMatchObject({ status: 200 });
    expect((await contents()).filter((text) => /hung|going on/.test(text))).toEqual(['going on']);
  });

  it('answers 503 within 2 s where a post waits for its room too long, and never stores it', async () => {
    const release = await server.hold('select 1 from rooms where id = $1 for update', [scene.room.id]);
    await Promise.all(['waiting 1', 'waiting 2', 'waiting 3'].map((text) => expectOutage(post(text))));
    await release();
    expect(await post('released')).toMatchObject({ status: 200 });
    expect((await contents()).filter((text) => /waiting|released/.test(text))).toEqual(['released']);
  });

  it('answers 503 to what begins while the server stops, and stores what had begun before', async () => {
    const release = await server.hold('select 1 from rooms where id = $1 for update', [scene.room.id]);
    const [early, late] = [await RawHttp.open(server.port), await RawHttp.open(server.port)];
    const bytes = requestBytes({ target, body: '{"Content":"early"}' });
    early.send(bytes);
    // Half a request line keeps the connection from counting as idle.
    late.send(bytes.subarray(0, 10));
    await untilBlocked();
    const ended = server.shutDown();
    late.send(bytes.subarray(10));
    const refused = await late.answer();
    expect(refused).toMatchObject({ status: 503 });
    expect(refused.headers.get('connection')).toBe('close');
    await release();
    expect(await early.answer()).toMatchObject({ status: 200 });
    await ended;
    expect((await contents()).filter((text) => text === 'early')).toHaveLength(1);
    await server.restart();
  });

  /** Until the server's statement waits for the room that the test holds. */
  async function untilBlocked(): Promise<void> {
    const waiting = await server.rows(
      `select 1 from pg_stat_activity where application_name = 'carillon' and wait_event_type = 'Lock'`,
    );
    if (waiting.length === 0) await untilBlocked();
  }
});
