import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { problem } from '@carillon/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPerson, type Person } from '../../../test/factories/people.js';
import { startTestServer, type TestServer } from '../../../test/support/test-server.js';

let server: TestServer;
let alice: Person;
beforeAll(async () => {
  server = await startTestServer();
  alice = await aPerson(server, 'Alice');
});
afterAll(() => server.stop());

type Sent = { method?: string; body?: string; type?: string; headers?: Record<string, string> };

/** Sends raw text as Alice, and holds what every refusal must be: a problem of the contract, without a stack. */
async function refusal(path: string, { method = 'GET', body, type, headers }: Sent = {}) {
  const response = await fetch(server.url + path, {
    method,
    headers: { cookie: alice.cookie, ...(type && { 'content-type': type }), ...headers },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(text).not.toMatch(/\bat .*\.[jt]s|node_modules|FST_ERR|SELECT|stack/);
  const answer = problem.parse(JSON.parse(text));
  expect(answer.status).toBe(response.status);
  return { ...answer, allow: response.headers.get('allow') };
}

const json = 'application/json';
const rooms = '/api/v1/rooms';
const longId = 'x'.repeat(300);

describe('a refused request gets a problem of the contract', () => {
  it.each([
    ['/api/v1/nothing', 404],
    ['/api/v2/rooms', 404],
    ['/api', 404],
    ['/health/nothing', 404],
    ['/assets/nothing.js', 404],
    ['/api/v1/rooms/not-an-id', 404],
    [`/api/v1/rooms/${longId}`, 404],
    ['/api/v1/rooms/', 404],
    ['/api/v1/rooms//members', 404],
    ['/api/v1/rooms/%00', 404],
    ['/api/v1/rooms/..%2f..%2fetc', 404],
    ['/api/v1/rooms/%zz', 400],
    ['/%', 400],
  ])('GET %s: %s', async (path, status) => {
    const answer = await refusal(path);
    expect(answer.status).toBe(status);
    expect(answer.code).toBe(status === 404 ? 'NOT_FOUND' : 'BAD_REQUEST');
  });

  it.each([
    ['DELETE', rooms, 'GET, HEAD, POST'],
    ['PUT', '/api/v1/session', 'POST, GET, HEAD, DELETE'],
    ['GET', '/api/v1/invites', 'POST'],
    ['HEAD', '/api/v1/invites', 'POST'],
    ['OPTIONS', rooms, 'GET, HEAD, POST'],
    ['POST', `${rooms}/0190a0a0-0000-7000-8000-000000000001`, 'GET, HEAD, PATCH, DELETE'],
    ['PROPFIND', rooms, 'GET, HEAD, POST'],
  ])('%s %s: 405 with Allow: %s', async (method, path, allow) => {
    if (method === 'HEAD') {
      const response = await fetch(server.url + path, { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
      return;
    }
    const answer = await refusal(path, { method });
    expect(answer).toMatchObject({
      status: 405,
      code: 'METHOD_NOT_ALLOWED',
      allow,
      detail: `This address does not accept ${method}. Use ${allow}.`,
    });
  });

  it('a body of 131,073 bytes: 413 with the number that would pass', async () => {
    const body = JSON.stringify({ name: '' }).padEnd(131_073);
    const answer = await refusal(rooms, { method: 'POST', body, type: json });
    expect(answer).toMatchObject({
      code: 'BODY_TOO_LARGE',
      detail: 'The request body is larger than 131072 bytes.',
    });
    const allowed = JSON.stringify({ name: 'Big' }).padEnd(131_072);
    expect((await sendRoom(allowed, json)).status).toBe(201);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/jsonx',
    'x',
  ])('a body of type %s: 415', async (type) => {
    const answer = await refusal(rooms, { method: 'POST', body: '{"name":"x"}', type });
    expect(answer).toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
  });

  it.each([
    'application/json',
    'application/JSON',
    'application/json; charset=utf-8',
    'application/json;x=y',
  ])('a body of type %s is read', async (type) => {
    expect((await sendRoom('{"name":"Typed"}', type)).status).toBe(201);
  });

  it.each(['{', 'name=x', "{'name': 'x'}", '{"name":"x"}}', 'undefined', '\u0000'])(
    'a body that is not JSON: %j gets 400 BODY_NOT_JSON',
    async (body) => {
      const answer = await refusal(rooms, { method: 'POST', body, type: json });
      expect(answer).toMatchObject({ status: 400, code: 'BODY_NOT_JSON' });
    },
  );

  it.each(['', ' ', 'null', '7', '"x"', '[]', '[{"name":"x"}]', '{"__proto__":{"name":"x"}}'])(
    'a body that is JSON of another shape: 400 VALIDATION_FAILED',
    async (body) => {
      const answer = await refusal(rooms, { method: 'POST', body, type: json });
      expect(answer).toMatchObject({ status: 400, code: 'VALIDATION_FAILED' });
      expect(answer.detail).not.toContain('Invalid');
    },
  );

  it.each([21, 60_000])(
    'a body nested %i deep: 400 BODY_TOO_DEEP; one nested 20 deep is read',
    async (depth) => {
      const nested = (deep: number) =>
        `{"name":"Deep","more":${'['.repeat(deep - 1)}${']'.repeat(deep - 1)}}`;
      const answer = await refusal(rooms, { method: 'POST', body: nested(depth), type: json });
      expect(answer).toMatchObject({ status: 400, code: 'BODY_TOO_DEEP' });
      expect((await sendRoom(nested(20), json)).status).toBe(201);
    },
  );

  it('a request without a session: 401', async () => {
    const headers = { cookie: '' };
    expect(await refusal(rooms, { headers })).toMatchObject({ status: 401, code: 'NOT_SIGNED_IN' });
  });
});

describe('other methods', () => {
  it('HEAD answers as GET does, without a body', async () => {
    const response = await fetch(server.url + rooms, { method: 'HEAD', headers: { cookie: alice.cookie } });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it('OPTIONS of another site gets no permission: no Access-Control header on any answer', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    for (const method of ['OPTIONS', 'GET']) {
      const response = await fetch(server.url + rooms, { method, headers });
      const names = [...response.headers.keys()].filter((name) => name.startsWith('access-control'));
      expect(names).toEqual([]);
    }
  });
});

describe('a port that is taken', () => {
  it('is named in a sentence that says what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    // A server that listens on a port has an address with a port.
    const { port } = other.address() as AddressInfo;
    const start = startTestServer({ environment: { PORT: String(port) } });
    await expect(start).rejects.toThrow(
      `Port ${port} is taken by another program. Stop that program, or set PORT to a free one.`,
    );
    other.close();
  });

  it('is not blamed where HOST is no address of this machine', async () => {
    const start = startTestServer({ environment: { HOST: '192.0.2.1' } });
    await expect(start).rejects.toThrow('HOST is 192.0.2.1, which is no address of this machine.');
  });
});

function sendRoom(body: string, type: string): Promise<Response> {
  const headers = { cookie: alice.cookie, 'content-type': type };
  return fetch(server.url + rooms, { method: 'POST', body, headers });
}
