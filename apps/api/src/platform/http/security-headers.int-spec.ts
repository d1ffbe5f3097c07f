import { socketPath } from '@carillon/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPerson, type Person } from '../../../test/factories/people.js';
import { sendRaw } from '../../../test/support/raw-http.js';
import { startTestServer, type TestServer } from '../../../test/support/test-server.js';

let plain: TestServer;
let secure: TestServer;
let alice: Person;
beforeAll(async () => {
  plain = await startTestServer();
  secure = await startTestServer({ environment: { PUBLIC_URL: 'https://chat.example.com' } });
  alice = await aPerson(plain, 'Alice');
});
afterAll(async () => {
  await plain.stop();
  await secure.stop();
});

const directivesOf = (headers: Headers) =>
  new Map(
    (headers.get('content-security-policy') ?? '').split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(' ');
      return [name, sources] as const;
    }),
  );

/** Addresses of every kind: the page, what is not there, the API, its description, probes. */
const addresses = [
  '/',
  '/sign-in',
  '/rooms/0190a0a0-0000-7000-8000-000000000001',
  '/assets/nothing.js',
  '/api/v1/session',
  '/api/v1/nothing',
  '/api/openapi.json',
  '/health/live',
  '/metrics',
];

describe.each(addresses)('the answer of %s', (address) => {
  it('lets a browser run and load only what is ours, and nothing inline', async () => {
    const { headers } = await fetch(plain.url + address);
    const directives = directivesOf(headers);
    expect(directives.get('default-src')).toEqual(["'none'"]);
    for (const name of ['script-src', 'style-src', 'font-src', 'connect-src', 'worker-src', 'form-action'])
      expect(directives.get(name), name).toEqual(["'self'"]);
    for (const name of ['object-src', 'base-uri', 'frame-ancestors'])
      expect(directives.get(name), name).toEqual(["'none'"]);
    expect(directives.get('require-trusted-types-for')).toEqual(["'script'"]);
    expect(directives.get('trusted-types')).not.toContain('default');
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*|nonce|strict-dynamic/);
  });

  it('cannot be taken for something else, framed, or tell where a reader came from', async () => {
    const { headers } = await fetch(plain.url + address);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('camera=()');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('server')).toBeNull();
    expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  it('keeps browsers to HTTPS where the public address is, and only there', async () => {
    const [onPlain, onSecure] = [await fetch(plain.url + address), await fetch(secure.url + address)];
    expect(onPlain.headers.get('strict-transport-security')).toBeNull();
    expect(onSecure.headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(directivesOf(onSecure.headers).has('upgrade-insecure-requests')).toBe(true);
    expect(onSecure.headers.get('cross-origin-opener-policy')).toBe('same-origin');
  });
});

describe('the page that describes the API', () => {
  it.each(['/api/docs/', '/api/docs/static/index.html'])(
    '%s allows nothing inline and nothing foreign',
    async (path) => {
      const answer = await fetch(plain.url + path);
      expect(answer.status).toBe(200);
      const directives = directivesOf(answer.headers);
      expect(directives.get('default-src')).toEqual(["'self'"]);
      const hash: unknown = expect.stringMatching(/^'sha256-[\w+/]{43}='$/);
      expect(directives.get('style-src')).toEqual(["'self'", hash]);
      expect(directives.get('object-src')).toEqual(["'none'"]);
      expect(directives.get('base-uri')).toEqual(["'none'"]);
      expect(directives.get('frame-ancestors')).toEqual(["'none'"]);
      expect(answer.headers.get('content-security-policy')).not.toMatch(/unsafe|\*|https?:/);
      expect(await answer.text()).not.toMatch(/<script(?![^>]* src=)|<style| on[a-z]+=|style=/);
    },
  );
});

describe('what is not to be taken for a page', () => {
  it('is nothing a browser could run: an address that cannot be read', async () => {
    const { headers } = await fetch(`${plain.url}/%`);
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is not guessed at: webhook URLs, polling of sockets, broken requests', async () => {
    const answers = [
      await fetch(`${plain.url}/incomingwebhooks/x`, { method: 'POST' }),
      await fetch(`${plain.url}${socketPath}/?EIO=4&transport=polling`, {
        headers: { cookie: alice.cookie },
      }),
    ];
    for (const { headers } of answers) expect(headers.get('x-content-type-options')).toBe('nosniff');
    const broken = await sendRaw(plain.port, Buffer.from('BROKEN\r\n\r\n'));
    expect(broken.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('and what the API answers is stored nowhere', async () => {
    for (const path of ['/api/v1/session', '/api/v1/rooms', '/api/v1/nothing'])
      expect((await alice.try({ method: 'GET', path } as never)).headers.get('cache-control')).toBe(
        'no-store',
      );
  });

  it.each(['TRACE', 'CONNECT', 'OPTIONS'])('%s is no way to read what was sent', async (method) => {
    const answer = await sendRaw(
      plain.port,
      Buffer.from(
        `${method} ${method === 'CONNECT' ? 'a:1' : '/'} HTTP/1.1\r\nHost: x\r\nX-Kept: secret-1\r\nConnection: close\r\n\r\n`,
      ),
    ).catch(() => undefined);
    expect(answer?.status ?? 400).toBeGreaterThanOrEqual(400);
    expect(answer?.body ?? '').not.toContain('secret-1');
  });
});
