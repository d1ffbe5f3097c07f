import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aScene, aWebhook, type Scene } from '../../../test/factories/rooms.js';
import { sendRaw } from '../../../test/support/raw-http.js';
import { readMetrics } from '../../../test/support/read-metrics.js';
import { connect } from '../../../test/support/socket.js';
import { startTestServer, type TestServer } from '../../../test/support/test-server.js';

describe('the measurements', () => {
  let server: TestServer;
  let scene: Scene;
  let target: string;
  beforeAll(async () => {
    server = await startTestServer({ environment: { WEBHOOK_POSTS_PER_SECOND: '0' } });
    scene = await aScene(server);
    const { pathname, search } = new URL((await aWebhook(scene.administrator, scene.room.id)).url);
    target = pathname + search;
  });
  afterAll(() => server.stop());

  const post = (body: string) => sendRaw(server.port, { target, body });
  const postText = (text: string) => post(JSON.stringify({ Content: text }));

  /** By how much series grew while something was done. */
  async function growthOf(work: () => Promise<unknown>) {
    const before = await readMetrics(server);
    await work();
    const after = await readMetrics(server);
    return (series: string) => after.value(series) - before.value(series);
  }

  it('count posts by outcome, time them, and count what the look-up remembers', async () => {
    await postText('so that it is remembered');
    const grew = await growthOf(async () => {
      await postText('one');
      await postText('two');
      await post('{}');
      await sendRaw(server.port, { target: `${target}x`, body: '{}' });
    });
    expect(grew('carillon_webhook_posts_total{outcome="accepted"}')).toBe(2);
    expect(grew('carillon_webhook_posts_total{outcome="CONTENT_MISSING"}')).toBe(1);
    expect(grew('carillon_webhook_posts_total{outcome="WEBHOOK_URL_INVALID"}')).toBe(1);
    expect(grew('carillon_webhook_post_seconds_count{result="accepted"}')).toBe(2);
    expect(grew('carillon_webhook_post_seconds_count{result="refused"}')).toBe(2);
    expect(grew('carillon_webhook_lookups_total{result="hit"}')).toBe(3);
    expect(grew('carillon_webhook_lookups_total{result="miss"}')).toBe(0);
  });

  it('count commits and what is in them: 50 posts at once are 50 messages in fewer groups', async () => {
    const grew = await growthOf(() =>
      Promise.all(Array.from({ length: 50 }, (_, index) => postText(String(index)))),
    );
    const commits = grew('carillon_message_commit_seconds_count');
    expect(commits).toBeGreaterThan(0);
    expect(commits).toBeLessThan(50);
    expect(grew('carillon_message_batch_size_sum')).toBe(50);
    expect(grew('carillon_message_batch_size_count')).toBe(commits);
    expect(grew('carillon_message_drafts_total{outcome="stored"}')).toBe(50);
  });

  it('count requests by method, pattern of the route and status, in a closed set of series', async () => {
    const read = `carillon_http_requests_total{method="GET",route="/api/v1/rooms/:roomId",status="404"}`;
    const lost = `carillon_http_requests_total{method="other",route="none",status="404"}`;
    const grew = await growthOf(async () => {
      for (const id of ['a', 'b', 'c']) await scene.member.send('GET', `/api/v1/rooms/${id}`);
      await sendRaw(server.port, { method: 'PROPFIND', target: '/api/v1/nothing' });
      await sendRaw(server.port, { method: 'MKCOL', target: '/api/v1/nothing/else' });
    });
    expect(grew(read)).toBe(3);
    expect(grew(lost)).toBe(2);
    expect(grew('carillon_http_request_seconds_count{method="GET",route="/api/v1/rooms/:roomId"}')).toBe(3);
  });

  it('show who is connected, who was let in, and what sockets asked for', async () => {
    const inbox = await connect(server, { cookie: scene.member.cookie });
    try {
      const grew = await growthOf(async () => {
        await inbox.socket.emitWithAck('room:open', { roomId: scene.room.id });
        await expect(connect(server, {})).rejects.toThrow();
      });
      expect(grew('carillon_socket_requests_total{event="room:open",outcome="ok"}')).toBe(1);
      expect(grew('carillon_socket_admissions_total{outcome="NOT_SIGNED_IN"}')).toBe(1);
      expect((await readMetrics(server)).value('carillon_sockets_connected')).toBe(1);
    } finally {
      inbox.close();
    }
  });

  it('count what readers are sent: one packet, two readers, a write each', async () => {
    const inboxes = await Promise.all(
      [scene.member, scene.administrator].map(({ cookie }) => connect(server, { cookie })),
    );
    try {
      const grew = await growthOf(async () => {
        await postText('to both');
        const isIt = (message: { content: string }) => message.content === 'to both';
        await Promise.all(inboxes.map((inbox) => inbox.next('message:created', isIt)));
      });
      expect(grew('carillon_fan_out_packets_total')).toBe(1);
      expect(grew('carillon_fan_out_deliveries_total')).toBe(2);
      expect(grew('carillon_fan_out_writes_total')).toBe(2);
      expect(grew('carillon_fan_out_turn_seconds_count')).toBe(1);
    } finally {
      for (const inbox of inboxes) inbox.close();
    }
  });

  it('show the pool, the queues and the event loop', async () => {
    const reading = await readMetrics(server);
    expect(reading.value('carillon_database_connections{state="idle"}')).toBeGreaterThan(0);
    expect(reading.value('carillon_database_notices_listening')).toBe(1);
    for (const name of [
      'carillon_database_waiting',
      'carillon_message_queue_length',
      'carillon_message_commits_under_way',
      'carillon_message_commit_failures_total',
      'carillon_socket_slow_readers_total',
      'carillon_delivery_log_waiting',
      'carillon_delivery_log_written_total',
      'carillon_delivery_log_lost_total',
      'nodejs_eventloop_lag_p99_seconds',
    ])
      expect(reading.has(name), name).toBe(true);
  });

  it('name no person, room, webhook or address', async () => {
    const { text } = await readMetrics(server);
    for (const name of [scene.room.id, scene.member.account.userId, scene.member.account.alias, '127.0.0.1'])
      expect(text).not.toContain(name);
  });
});

describe('who may read the measurements', () => {
  const statusFor = async (server: TestServer, headers: Record<string, string> = {}) =>
    (await sendRaw(server.port, { method: 'GET', target: '/metrics', headers })).status;

  describe('without METRICS_TOKEN', () => {
    let plain: TestServer;
    let proxied: TestServer;
    beforeAll(async () => {
      plain = await startTestServer();
      proxied = await startTestServer({ environment: { TRUSTED_PROXIES: 'loopback' } });
    });
    afterAll(async () => {
      await plain.stop();
      await proxied.stop();
    });

    it('a caller of the private network', async () => {
      expect(await statusFor(plain)).toBe(200);
      for (const address of ['10.1.2.3', '192.168.1.9', '172.31.0.1', 'fd00::1', '::ffff:10.0.0.1'])
        expect(await statusFor(proxied, { 'X-Forwarded-For': address }), address).toBe(200);
    });

    it('nobody from elsewhere, whose address a trusted proxy tells', async () => {
      for (const address of ['203.0.113.9', '172.32.0.1', '2001:db8::1', '::ffff:203.0.113.9', 'unknown'])
        expect(await statusFor(proxied, { 'X-Forwarded-For': address }), address).toBe(403);
    });

    it('nobody through a proxy that is not trusted, or does not say for whom it asks', async () => {
      expect(await statusFor(plain, { 'X-Forwarded-For': '10.1.2.3' })).toBe(403);
      expect(await statusFor(plain, { Forwarded: 'for=10.1.2.3' })).toBe(403);
      expect(await statusFor(plain, { Via: '1.1 proxy' })).toBe(403);
      expect(await statusFor(proxied, { Via: '1.1 proxy' })).toBe(403);
    });
  });

  it('with METRICS_TOKEN: who sends it, from wherever, and nobody else', async () => {
    const token = 'a-token-for-prometheus';
    const server = await startTestServer({ environment: { METRICS_TOKEN: token } });
    try {
      const authorization = `Bearer ${token}`;
      expect(await statusFor(server, { authorization })).toBe(200);
      expect(await statusFor(server, { authorization, 'X-Forwarded-For': '203.0.113.9' })).toBe(200);
      for (const wrong of ['', 'Bearer ', `Bearer ${token}x`, `Basic ${token}`, `Bearer ${token.slice(1)}`])
        expect(await statusFor(server, { authorization: wrong }), wrong).toBe(403);
      expect(await statusFor(server)).toBe(403);
    } finally {
      await server.stop();
    }
  });
});
