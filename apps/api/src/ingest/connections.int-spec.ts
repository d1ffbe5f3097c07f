import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { aScene, aWebhook, type Scene } from '../../test/factories/rooms.js';
import { HeldClock } from '../../test/support/held-clock.js';
import { passTime } from '../../test/support/pass-time.js';
import { RawHttp, requestBytes } from '../../test/support/raw-http.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';

const hello = '{"Content":"hello"}';

describe('connections of senders', () => {
  const clock = new HeldClock();
  let server: TestServer;
  let scene: Scene;
  let target: string;
  let second: string;
  let wrong: string;
  let connection: RawHttp;
  beforeAll(async () => {
    server = await startTestServer({ clock });
    scene = await aScene(server);
    const pathOf = ({ url }: { url: string }) => new URL(url).pathname + new URL(url).search;
    target = pathOf(await aWebhook(scene.administrator, scene.room.id));
    second = pathOf(await aWebhook(scene.administrator, scene.room.id, 'Second'));
    wrong = target.slice(0, -1);
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    await passTime(server, clock, 5_000);
    connection = await RawHttp.open(server.port);
  });
  afterEach(() => {
    vi.useRealTimers();
    connection.close();
  });

  const expecting = (body: string, path = target, length = body.length) =>
    requestBytes({
      target: path,
      headers: { Expect: '100-continue', 'Content-Length': String(length) },
    });
  const countStored = async () =>
    (await server.rows('select 1 from messages where room_id = $1', [scene.room.id])).length;

  it('answers Expect: 100-continue with 100, and the body with 200', async () => {
    connection.send(expecting(hello));
    expect(await connection.answer()).toMatchObject({ status: 100 });
    connection.send(hello);
    expect(await connection.answer()).toMatchObject({ status: 200 });
  });

  it('takes Expect: 100-continue from a sender that does not wait for 100', async () => {
    connection.send(Buffer.concat([expecting(hello), Buffer.from(hello)]));
    expect(await connection.answer()).toMatchObject({ status: 100 });
    expect(await connection.answer()).toMatchObject({ status: 200 });
  });

  it('refuses Expect: 100-continue without 100 where the URL is wrong, and closes', async () => {
    connection.send(expecting(hello, wrong));
    const answer = await connection.answer();
    expect(answer).toMatchObject({ status: 403 });
    expect(answer.headers.get('connection')).toBe('close');
    expect(await connection.closed()).toBe('');
  });

  it('refuses a Content-Length of 65537 with Expect: 100-continue without 100', async () => {
    connection.send(expecting(hello, target, 65_537));
    expect(await connection.answer()).toMatchObject({ status: 413 });
  });

  it('keeps the connection over two posts', async () => {
    connection.send(requestBytes({ target, body: hello }));
    expect(await connection.answer()).toMatchObject({ status: 200 });
    await passTime(server, clock, 1_000);
    connection.send(requestBytes({ target, body: hello }));
    expect(await connection.answer()).toMatchObject({ status: 200 });
  });

  it('keeps an HTTP/1.0 connection where the sender asks for it, and closes it where not', async () => {
    const keep = { Connection: 'keep-alive' };
    connection.send(requestBytes({ target, version: '1.0', headers: keep, body: hello }));
    expect(await connection.answer()).toMatchObject({ status: 200 });
    await passTime(server, clock, 1_000);
    connection.send(requestBytes({ target, version: '1.0', body: hello }));
    expect(await connection.answer()).toMatchObject({ status: 200 });
    expect(await connection.closed()).toBe('');
  });

  it('answers two pipelined posts in their order', async () => {
    const bytes = [target, second].map((path) => requestBytes({ target: path, body: hello }));
    connection.send(Buffer.concat(bytes));
    const answers = [await connection.answer(), await connection.answer()];
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    const rows = await server.rows<{ name: string }>(
      'select w.name from messages m join webhooks w on w.id = m.webhook_id where m.id = any($1) order by w.name',
      [answers.map((answer) => (JSON.parse(answer.body) as { MessageId: string }).MessageId)],
    );
    expect(rows.map((row) => row.name)).toEqual(['Build', 'Second']);
  });

  it('answers pipelined refusals and posts in their order', async () => {
    const requests = [
      { method: 'GET', target },
      { target: wrong, body: hello },
      { target, body: hello },
      { target: second, body: '{}' },
    ];
    connection.send(Buffer.concat(requests.map(requestBytes)));
    const statuses = [];
    for (const _request of requests) statuses.push((await connection.answer()).status);
    expect(statuses).toEqual([405, 403, 200, 400]);
  });

  it('posts what was sent before the sender closed its side', async () => {
    connection.send(requestBytes({ target, body: hello })).finish();
    expect(await connection.answer()).toMatchObject({ status: 200 });
  });

  it('keeps the connection behind a refusal whose small body comes later', async () => {
    connection.send(requestBytes({ target: wrong, headers: { 'Content-Length': String(hello.length) } }));
    expect(await connection.answer()).toMatchObject({ status: 403 });
    connection.send(hello).send(requestBytes({ target, body: hello }));
    expect(await connection.answer()).toMatchObject({ status: 200 });
  });

  it('lets a sender of 5 MB that writes before it reads see its 413, then closes', async () => {
    connection.send(requestBytes({ target, body: Buffer.alloc(5_000_000, 'x') }));
    expect(await connection.answer()).toMatchObject({ status: 413 });
    expect(await connection.closed()).toBe('');
  });

  it('refuses a body that does not end within 10 s with 408, and closes; nothing is stored', async () => {
    const before = await countStored();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    connection.send(expecting(hello));
    // The time for the body begins with this answer.
    expect(await connection.answer()).toMatchObject({ status: 100 });
    connection.send(hello.slice(0, -1));
    vi.advanceTimersByTime(10_000);
    const answer = await connection.answer();
    expect(answer).toMatchObject({ status: 408 });
    expect(JSON.parse(answer.body)).toEqual({
      Message: 'The request took too long to arrive.',
      Code: 'REQUEST_TIMEOUT',
    });
    expect(answer.headers.get('connection')).toBe('close');
    vi.advanceTimersByTime(1_000);
    expect(await connection.closed()).toBe('');
    vi.useRealTimers();
    expect(await countStored()).toBe(before);
  });

  it('gives a refused sender one answer, also if its body never comes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    connection.send(requestBytes({ target: wrong, headers: { 'Content-Length': '100' } }));
    expect(await connection.answer()).toMatchObject({ status: 403 });
    vi.advanceTimersByTime(10_000);
    expect(await connection.closed()).toBe('');
  });

  it('stores nothing of a sender that vanishes in the middle of its body', async () => {
    const before = await countStored();
    connection.send(expecting(hello));
    await connection.answer();
    connection.send(hello.slice(0, 5)).close();
    connection = await RawHttp.open(server.port);
    connection.send(requestBytes({ target, body: hello }));
    expect(await connection.answer()).toMatchObject({ status: 200 });
    expect(await countStored()).toBe(before + 1);
  });

  it('answers a post first, and only then the nonsense behind it', async () => {
    connection.send(`${requestBytes({ target, body: hello }).toString()}nonsense\r\n\r\n`);
    expect(await connection.answer()).toMatchObject({ status: 200 });
    expect(await connection.answer()).toMatchObject({ status: 400 });
    expect(await connection.closed()).toBe('');
  });

  it('keeps 100 out of the answer to a post that expects it behind another', async () => {
    const both = [requestBytes({ target, body: hello }), expecting(hello, second), Buffer.from(hello)];
    connection.send(Buffer.concat(both));
    expect(await connection.answer()).toMatchObject({ status: 200 });
    expect(await connection.answer()).toMatchObject({ status: 100 });
    const answer = await connection.answer();
    expect(answer.status).toBe(200);
    expect(Object.keys(JSON.parse(answer.body) as object)).toEqual(['MessageId', 'RoomId']);
  });

  it('accepts HTTP/1.1 without Host', async () => {
    connection.send(`POST ${target} HTTP/1.1\r\nContent-Length: ${hello.length}\r\n\r\n${hello}`);
    expect(await connection.answer()).toMatchObject({ status: 200 });
  });

  it('answers CONNECT in JSON', async () => {
    connection.send('CONNECT chat.example.com:443 HTTP/1.1\r\nHost: a\r\n\r\n');
    expect(await connection.answer()).toMatchObject({
      status: 400,
      body: expect.stringContaining('"Code"') as string,
    });
  });

  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['two lengths that differ', 'Content-Length: 1\r\nContent-Length: 2', 400],
    ['a length and chunks at once', 'Content-Length: 5\r\nTransfer-Encoding: chunked', 400],
    ['a header of 20 KB', `X-Long: ${'x'.repeat(20_000)}`, 431],
  ])('answers %s in JSON', async (_words, sent, status) => {
    connection.send(sent.includes(':') ? `POST ${target} HTTP/1.1\r\nHost: a\r\n${sent}\r\n\r\n` : sent);
    const answer = await connection.answer();
    expect(answer.status).toBe(status);
    expect(Object.keys(JSON.parse(answer.body) as object)).toEqual(['Message', 'Code']);
  });
});
