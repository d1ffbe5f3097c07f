import { limits } from '@carillon/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPerson, password, type Person } from '../../../test/factories/people.js';
import { aRoom, aWebhook } from '../../../test/factories/rooms.js';
import { RawHttp } from '../../../test/support/raw-http.js';
import { startTestServer, type TestServer } from '../../../test/support/test-server.js';

const json = '{"Content":"hello"}';
/** What an attacker hides in the body of the first request, for a server that measures bodies otherwise. */
const hidden = 'GET /api/v1/session HTTP/1.1\r\nHost: x\r\n\r\n';

let server: TestServer;
let alice: Person;
let target: string;
beforeAll(async () => {
  server = await startTestServer({ environment: { WEBHOOK_POSTS_PER_SECOND: '0' } });
  alice = await aPerson(server, 'Alice');
  const room = await aRoom(alice);
  const url = new URL((await aWebhook(alice, room.id)).url);
  target = url.pathname + url.search;
});
afterAll(() => server.stop());

const countStored = async () => (await server.rows('select 1 from messages')).length;

/** Sends bytes, says that they were all, and answers everything that came back until the server closed. */
async function everythingSaid(bytes: string): Promise<string> {
  const connection = await RawHttp.open(server.port);
  try {
    return await connection.send(bytes).finish().closed();
  } finally {
    connection.close();
  }
}

const statusesIn = (text: string) => [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => status);

/** A request as lines; `body` follows the empty line. */
const request = (path: string, headers: string[], body: string, end = '\r\n') =>
  [`POST ${path} HTTP/1.1`, 'Host: chat.example.com', 'Content-Type: application/json', ...headers].join(
    end,
  ) +
  end +
  end +
  body;

const ambiguous: [string, string[], string][] = [
  [
    'Content-Length beside Transfer-Encoding',
    ['Content-Length: 4', 'Transfer-Encoding: chunked'],
    `0\r\n\r\n${hidden}`,
  ],
  [
    'Transfer-Encoding beside Content-Length',
    ['Transfer-Encoding: chunked', `Content-Length: ${json.length}`],
    json,
  ],
  ['two different Content-Lengths', [`Content-Length: ${json.length}`, 'Content-Length: 0'], json],
  [
    'the same Content-Length twice',
    [`Content-Length: ${json.length}`, `Content-Length: ${json.length}`],
    json,
  ],
  ['a list of Content-Lengths', [`Content-Length: ${json.length}, 0`], json],
  ['a Content-Length with a sign', [`Content-Length: +${json.length}`], json],
  ['a negative Content-Length', ['Content-Length: -1'], json],
  ['a hexadecimal Content-Length', ['Content-Length: 0x13'], json],
  ['a Content-Length of too many digits', ['Content-Length: 99999999999999999999'], json],
  ['an unknown Transfer-Encoding', ['Transfer-Encoding: xchunked'], `0\r\n\r\n${hidden}`],
  [
    'a Transfer-Encoding that does not end in chunked',
    ['Transfer-Encoding: chunked, identity'],
    `0\r\n\r\n${hidden}`,
  ],
  ['a Transfer-Encoding in quotes', ['Transfer-Encoding: "chunked"'], `0\r\n\r\n${hidden}`],
  ['a space before the colon', ['Transfer-Encoding : chunked'], `0\r\n\r\n${hidden}`],
  [
    'a header folded over two lines',
    ['X-Long: a', ' Transfer-Encoding: chunked', `Content-Length: ${json.length}`, '\tfolded'],
    json,
  ],
  ['a vertical tab in the value', ['Transfer-Encoding:\u000bchunked'], `0\r\n\r\n${hidden}`],
  ['a NUL in a header', ['X-Nul: a\u0000b', `Content-Length: ${json.length}`], json],
  ['a bare CR in a header', [`X-Bare: a\rContent-Length: 0`, `Content-Length: ${json.length}`], json],
  ['a chunk size that is no number', ['Transfer-Encoding: chunked'], `zz\r\n${json}\r\n0\r\n\r\n`],
  ['a chunk size with a sign', ['Transfer-Encoding: chunked'], `+13\r\n${json}\r\n0\r\n\r\n`],
  ['a chunk longer than it says', ['Transfer-Encoding: chunked'], `1\r\n${json}\r\n0\r\n\r\n`],
  ['a chunk that ends in a bare LF', ['Transfer-Encoding: chunked'], `13\n${json}\n0\n\n`],
];

describe.each([
  ['a webhook', () => target],
  ['the API', () => '/api/v1/session'],
])('a request to %s whose end is ambiguous', (_words, path) => {
  it.each(ambiguous)(
    'is refused with 400 and ends the connection, nothing hidden is answered: %s',
    async (_case, headers, body) => {
      const before = await countStored();
      const said = await everythingSaid(request(path(), headers, body) + hidden);
      expect(statusesIn(said)).toEqual(['400']);
      expect(said).toMatch(/^connection: close\r$/im);
      expect(await countStored()).toBe(before);
    },
  );

  it('is refused where lines end in a bare LF', async () => {
    const before = await countStored();
    const said = await everythingSaid(request(path(), [`Content-Length: ${json.length}`], json, '\n'));
    expect(statusesIn(said)).toEqual(['400']);
    expect(await countStored()).toBe(before);
  });
});

describe('a well-formed request', () => {
  it.each([
    ['by length', [`Content-Length: ${json.length}`], json],
    ['in chunks', ['Transfer-Encoding: chunked'], `13\r\n${json}\r\n0\r\n\r\n`],
    ['in chunks, the word in capitals', ['TRANSFER-ENCODING: Chunked'], `13\r\n${json}\r\n0\r\n\r\n`],
    ['in chunks with an extension', ['Transfer-Encoding: chunked'], `13;a=b\r\n${json}\r\n0\r\n\r\n`],
  ])('is accepted: %s', async (_words, headers, body) => {
    expect(statusesIn(await everythingSaid(request(target, headers, body)))).toEqual(['200']);
  });

  it('in a pipeline is answered once each, in order', async () => {
    const one = request(target, [`Content-Length: ${json.length}`], json);
    const two = request('/api/v1/session', ['Content-Length: 2'], '{}');
    const connection = await RawHttp.open(server.port);
    connection.send(one + two + one);
    const statuses = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await connection.answer()).status);
    connection.close();
    expect(statuses).toEqual([200, 400, 200]);
  });

  it('offering an upgrade nobody takes up is handled as the one request it is', async () => {
    const upgrade = ['Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AA'];
    const said = await everythingSaid(request(target, [...upgrade, `Content-Length: ${json.length}`], json));
    expect(statusesIn(said)).toEqual(['200']);
  });
});

describe('a line break in what goes into a header of the answer', () => {
  it.each([
    '/%0d%0aSet-Cookie:%20a=b',
    '/rooms/%0d%0aX-Injected:%201',
    '/api/v1/rooms?cursor=%0d%0aX-Injected:1',
  ])('makes no header: %s', async (path) => {
    const said = await everythingSaid(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    const head = said.slice(0, said.indexOf('\r\n\r\n'));
    expect(head).not.toMatch(/^(x-injected|set-cookie):/im);
    expect(statusesIn(said)).toHaveLength(1);
  });
});

describe('headers that a proxy sets, without TRUSTED_PROXIES', () => {
  const spoofed = {
    'x-forwarded-for': '203.0.113.7',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'evil.example',
    'x-real-ip': '203.0.113.7',
    forwarded: 'for=203.0.113.7;host=evil.example;proto=https',
    'x-original-url': '/api/v1/users',
    'x-http-method-override': 'DELETE',
  };
  const signIn = (secret: string, headers: Record<string, string>) =>
    fetch(`${server.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ email: alice.account.email, password: secret }),
    });

  it('do not make another site ours: a foreign Origin stays refused', async () => {
    for (const origin of ['https://evil.example', 'http://evil.example'])
      expect((await signIn(password, { ...spoofed, origin })).status).toBe(403);
  });

  it('change neither cookies nor where links lead', async () => {
    const answer = await signIn(password, spoofed);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).not.toMatch(/evil|Domain|Secure/);
    expect(await answer.text()).not.toContain('evil');
    const invite = await fetch(`${server.url}/api/v1/invites`, {
      method: 'POST',
      headers: { cookie: alice.cookie, ...spoofed },
    });
    expect(await invite.text()).not.toContain('evil');
  });

  it('choose neither another path nor another method', async () => {
    const answer = await fetch(`${server.url}/api/v1/session`, {
      headers: { cookie: alice.cookie, ...spoofed },
    });
    expect(await answer.json()).toMatchObject({ account: { email: alice.account.email } });
  });

  it('do not escape a limit per address: the 101st sign-up from ever new addresses gets 429', async () => {
    await signUps(server, (number) => `198.51.100.${number}`);
    expect((await signUp(server, '192.0.2.1')).status).toBe(429);
  });
});

describe('behind a trusted proxy', () => {
  it('only the address that proxy adds is believed, not those a client wrote before it', async () => {
    const proxies = '127.0.0.1,::1,::ffff:127.0.0.1';
    const behind = await startTestServer({ environment: { TRUSTED_PROXIES: proxies } });
    try {
      await signUps(behind, (number) => `198.51.100.${number}, 203.0.113.9`);
      expect((await signUp(behind, '192.0.2.1, 203.0.113.9')).status).toBe(429);
      expect((await signUp(behind, '203.0.113.9, 203.0.113.10')).status).toBe(400);
    } finally {
      await behind.stop();
    }
  });
});

/** A sign-up that counts and is then refused before anything costly is done: its password is a common one. */
function signUp(on: TestServer, forwardedFor: string): Promise<Response> {
  return fetch(`${on.url}/api/v1/users`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': forwardedFor },
    body: JSON.stringify({ email: 'new@example.com', displayName: 'New', password: 'password1' }),
  });
}

/** As many as one address may make. */
async function signUps(on: TestServer, forwardedFor: (number: number) => string): Promise<void> {
  const most = limits.throttles.maxSignUpsPerAddressAndHour;
  // Alice signed up at the first one.
  for (let number = on === server ? 1 : 0; number < most; number += 1)
    expect((await signUp(on, forwardedFor(number))).status).toBe(400);
}
