import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aScene, aWebhook } from '../../test/factories/rooms.js';
import { HeldClock } from '../../test/support/held-clock.js';
import { sendRaw } from '../../test/support/raw-http.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';

const behind = (address: string) => ({ 'X-Forwarded-For': address });

describe('a flood of bad requests from one address', () => {
  let server: TestServer;
  let target: string;
  beforeAll(async () => {
    server = await startTestServer({ clock: new HeldClock(), environment: { TRUSTED_PROXIES: 'loopback' } });
    const { administrator, room } = await aScene(server);
    const { pathname, search } = new URL((await aWebhook(administrator, room.id)).url);
    target = pathname + search;
  });
  afterAll(() => server.stop());

  it('is refused with 429 beyond 300, loses its connections, and never hits a valid post beside it', async () => {
    const flooding = behind('192.0.2.7');
    const guess = () =>
      sendRaw(server.port, { target: `${target.slice(0, -1)}x`, body: '{}', headers: flooding });
    for (let batch = 0; batch < 6; batch += 1) await Promise.all(Array.from({ length: 50 }, guess));
    const beyond = await guess();
    expect([beyond.status, beyond.headers.get('connection')]).toEqual([429, 'close']);
    expect(JSON.parse(beyond.body)).toMatchObject({ Code: 'TOO_MANY_REFUSED' });
    const good = await sendRaw(server.port, { target, body: '{"Content":"good"}', headers: flooding });
    expect(good.status).toBe(200);
    const elsewhere = await sendRaw(server.port, {
      target: '/incomingwebhooks/',
      headers: behind('192.0.2.8'),
      body: '{}',
    });
    expect(elsewhere.status).toBe(403);
  });
});
