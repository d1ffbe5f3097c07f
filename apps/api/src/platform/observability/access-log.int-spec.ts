import { randomUUID } from 'node:crypto';
import { endpoints } from '@carillon/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aScene, aWebhook, type Scene } from '../../../test/factories/rooms.js';
import { LogLines, type LogLine } from '../../../test/support/log-lines.js';
import { sendRaw } from '../../../test/support/raw-http.js';
import { connect } from '../../../test/support/socket.js';
import { startTestServer, type TestServer } from '../../../test/support/test-server.js';

const info = 30;
const debug = 20;
const isLineOf = (reqId: string) => (line: LogLine) => line['reqId'] === reqId;

describe('the log of requests', () => {
  let log: LogLines;
  let server: TestServer;
  let scene: Scene;
  let target: string;
  let token: string;
  beforeAll(async () => {
    log = new LogLines();
    server = await startTestServer({ environment: { LOG_LEVEL: 'debug' }, logTo: log });
    scene = await aScene(server);
    const { pathname, search, searchParams } = new URL(
      (await aWebhook(scene.administrator, scene.room.id)).url,
    );
    target = pathname + search;
    token = searchParams.get('token') ?? '';
  });
  afterAll(() => server.stop());

  const post = (content: string, headers: Record<string, string> = {}) =>
    sendRaw(server.port, { target, headers, body: JSON.stringify({ Content: content }) });

  it('has one line for an API request: method, route, status and time, and no id or query of its address', async () => {
    const path = `/api/v1/rooms/${scene.room.id}/messages`;
    const { status, headers } = await scene.member.send('GET', `${path}?limit=7`);
    expect(status).toBe(200);
    const reqId = headers.get('x-request-id') ?? '';
    const line = await log.next(isLineOf(reqId));
    expect(line).toMatchObject({
      level: info,
      msg: 'request',
      method: 'GET',
      route: '/api/v1/rooms/:roomId/messages',
      status: 200,
      ms: expect.any(Number) as number,
      address: '127.0.0.1',
    });
    expect(JSON.stringify(line)).not.toContain(scene.room.id);
    expect(JSON.stringify(line)).not.toContain('limit');
    expect(log.lines.filter(isLineOf(reqId))).toHaveLength(1);
  });

  it('has one line for an accepted post, only for who looks for it, and one for a refused one with its code', async () => {
    const accepted = await post('hello');
    expect(accepted).toMatchObject({ status: 200 });
    expect(await log.next(isLineOf(accepted.headers.get('x-request-id') ?? ''))).toMatchObject({
      level: debug,
      method: 'POST',
      route: '/incomingwebhooks/:webhookId',
      status: 200,
    });
    const refused = await sendRaw(server.port, { target, body: '{}' });
    const line = await log.next(isLineOf(refused.headers.get('x-request-id') ?? ''));
    expect(line).toMatchObject({ level: info, status: 400, code: 'CONTENT_MISSING' });
  });

  it('has a line for an address that leads nowhere, without the address', async () => {
    const answer = await sendRaw(server.port, { method: 'GET', target: `/api/${token}` });
    expect(answer.status).toBe(404);
    const line = await log.next(isLineOf(answer.headers.get('x-request-id') ?? ''));
    expect(line).toMatchObject({ level: info, status: 404 });
  });

  it('names one that cannot be decoded before any route is found', async () => {
    const answer = await sendRaw(server.port, { method: 'GET', target: '/api/%ff' });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    const line = await log.next(isLineOf(answer.headers.get('x-request-id') ?? ''));
    expect(line).toMatchObject({ status: answer.status, route: 'none' });
  });

  it('keeps probes and metrics to who looks for them', async () => {
    const answer = await sendRaw(server.port, { method: 'GET', target: '/health/live' });
    const line = await log.next(isLineOf(answer.headers.get('x-request-id') ?? ''));
    expect(line).toMatchObject({ level: debug, route: '/health/live', status: 200 });
  });

  it('has a line for a request of a socket, with an id of its own', async () => {
    const inbox = await connect(server, { cookie: scene.member.cookie });
    try {
      await inbox.socket.emitWithAck('room:open', { roomId: scene.room.id });
      const line = await log.next((each) => each['event'] === 'room:open' && each['outcome'] === 'ok');
      expect(line).toMatchObject({ level: debug, msg: 'socket request', socket: inbox.socket.id });
      expect(line['reqId']).toMatch(/^[0-9a-f-]{36}$/);
    } finally {
      inbox.close();
    }
  });

  it('tells a socket the id of its handshake', async () => {
    const handshake = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`);
    expect(handshake.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('never held the token of the webhook, a session or what was written', async () => {
    await scene.member.call(endpoints.postMessage, {
      params: { roomId: scene.room.id },
      body: { content: 'a secret between us' },
    });
    await post('nobody logs this');
    for (const secret of [token, scene.member.cookie.split('=')[1] ?? '', 'between us', 'nobody logs this'])
      expect(log.text).not.toContain(secret);
  });
});

describe('the id of a request', () => {
  const given = randomUUID();
  const idFor = async (server: TestServer, headers: Record<string, string>, target = '/health/live') => {
    const method = target.startsWith('/health') ? 'GET' : 'POST';
    const answer = await sendRaw(server.port, { method, target, headers });
    return answer.headers.get('x-request-id');
  };

  describe('behind a trusted proxy', () => {
    let server: TestServer;
    beforeAll(async () => {
      server = await startTestServer({ environment: { TRUSTED_PROXIES: 'loopback' } });
    });
    afterAll(() => server.stop());

    it.each(['/health/live', '/incomingwebhooks/nothing'])(
      'is the one that the proxy gave %s',
      async (target) => {
        expect(await idFor(server, { 'X-Request-Id': given }, target)).toBe(given);
        expect(await idFor(server, { 'X-Request-Id': 'x'.repeat(64) }, target)).toBe('x'.repeat(64));
      },
    );

    it.each(['', 'x'.repeat(65), 'two words', 'a,b', '<script>', '{"a":1}'])(
      'is a new one in place of "%s"',
      async (malformed) => {
        expect(await idFor(server, { 'X-Request-Id': malformed })).toMatch(/^[0-9a-f-]{36}$/);
      },
    );
  });

  it('is a new one for anyone else, and another for each request', async () => {
    const server = await startTestServer();
    try {
      const ids = [
        await idFor(server, { 'X-Request-Id': given }),
        await idFor(server, { 'X-Request-Id': given }),
      ];
      expect(ids).not.toContain(given);
      expect(new Set(ids).size).toBe(2);
    } finally {
      await server.stop();
    }
  });
});
