import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { endpoints, type AccountView } from '@carillon/contracts';
import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { entities } from './app.module.js';
import { migratingDataSource } from './platform/database/data-source.js';
import { migrate } from './platform/database/migrate.js';
import { readSettings } from './platform/env.js';
import { startServer, type RunningServer } from './server.js';
import { Caller } from '../test/support/caller.js';
import { databaseUrl, query, templateDatabase } from '../test/support/database.js';
import { connect } from '../test/support/socket.js';
import type { TestServer } from '../test/support/test-server.js';

/** A mark that nothing makes by itself. */
const mark = () => `Kept${randomBytes(9).toString('hex')}`;
/** Everything that must stay where it is; what the server makes meanwhile is added. */
const secrets: Record<string, string> = {
  password: mark(),
  'wrong password': mark(),
  'new password': mark(),
  'password of the database': mark(),
  'secret key': randomBytes(32).toString('hex'),
  'idempotency key': mark(),
  'text of a message': mark(),
  'text of a post': mark(),
};

/** Everything the process prints, whoever prints it: the log writes to the file descriptor, others to the streams. */
let printed = '';
/** Every body that refused something, and /metrics. */
let answered = '';
let running: RunningServer;
let databaseOf: string;
let url: string;

function listen(): void {
  const { writeSync } = fs;
  vi.spyOn(fs, 'writeSync').mockImplementation((...parameters: unknown[]) => {
    const [descriptor, data] = parameters;
    if (descriptor !== 1 && descriptor !== 2) return Reflect.apply(writeSync, fs, parameters) as number;
    printed += String(data);
    return Buffer.byteLength(String(data));
  });
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((data) => {
      printed += String(data);
      return true;
    });
}

beforeAll(async () => {
  const server = inject('databaseServer');
  const name = `secrets_${randomBytes(6).toString('hex')}`;
  const user = `keeper_${randomBytes(6).toString('hex')}`;
  await query(
    server,
    `create role ${user} superuser login password '${secrets['password of the database']}'`,
  );
  await query(server, `create database ${name} template ${templateDatabase}`);
  const own = new URL(databaseUrl(server, name));
  databaseOf = own.toString();
  own.username = user;
  own.password = secrets['password of the database'] ?? '';
  listen();
  const settings = readSettings({
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'trace',
    WEBHOOK_POSTS_PER_SECOND: '0',
    CARILLON_SECRET_KEY: secrets['secret key'],
    DATABASE_URL: own.toString(),
  });
  running = await startServer({
    settings,
    databaseUrl: own.toString(),
    secretKey: Buffer.from(secrets['secret key'] ?? '', 'hex'),
  });
  url = `http://127.0.0.1:${running.port}`;
});
afterAll(async () => {
  await running.close();
  vi.restoreAllMocks();
});

/** Keeps the body of an answer that is a refusal, and answers it. */
async function ask(path: string, request: RequestInit = {}): Promise<{ text: string; headers: Headers }> {
  const response = await fetch(url + path, request);
  const text = await response.text();
  if (response.status >= 400) answered += text + JSON.stringify([...response.headers]);
  return { text, headers: response.headers };
}

const json = (body: unknown, headers: Record<string, string> = {}, method = 'POST'): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

const email = 'alice@example.com';
type Scene = { account: AccountView; cookie: string; token: string; post: string; room: string };

/** Signs up, makes a room, a token, a webhook; each secret the server made is remembered. */
async function everything(): Promise<Scene> {
  const { text, headers } = await ask(
    '/api/v1/users',
    json({ email, displayName: 'Alice', password: secrets['password'] }),
  );
  const { account } = JSON.parse(text) as { account: AccountView };
  const cookie = (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  secrets['session cookie'] = cookie.split('=')[1] ?? '';
  const alice = new Caller(url, { cookie });
  const room = await alice.call(endpoints.createRoom, { body: { name: 'Room' } });
  const { token } = await alice.call(endpoints.createAccessToken, { body: { name: 'Script' } });
  secrets['access token'] = token;
  const webhook = await alice.call(endpoints.createWebhook, {
    params: { roomId: room.id },
    body: { name: 'Build' },
  });
  const { pathname, search, searchParams } = new URL(webhook.url);
  secrets['webhook token'] = searchParams.get('token') ?? '';
  const invite = await alice.call(endpoints.createInvite);
  secrets['invitation'] = new URL(invite.url).searchParams.get('invite') ?? '';
  return { account, cookie, token, post: pathname + search, room: room.id };
}

/** Everything that can be done with a secret, rightly and wrongly. */
async function useEverySecret({ cookie, token, post, room }: Scene): Promise<void> {
  const keyed = { 'idempotency-key': secrets['idempotency key'] ?? '' };
  const bearer = { authorization: `Bearer ${token}` };
  const content = secrets['text of a message'];
  const requests: [string, RequestInit][] = [
    ['/api/v1/session', json({ email, password: secrets['password'] })],
    ['/api/v1/session', json({ email, password: secrets['wrong password'] })],
    ['/api/v1/session', json({ email: secrets['password'], password: 7 })],
    ['/api/v1/session', { ...json({}), body: `{"password": "${secrets['password'] ?? ''}"` }],
    [
      '/api/v1/session',
      { ...json({}), headers: { 'content-type': 'text/plain' }, body: secrets['password'] ?? '' },
    ],
    ['/api/v1/session', { headers: { cookie } }],
    ['/api/v1/session', { headers: { cookie: `${cookie}x` } }],
    ['/api/v1/session', { headers: bearer }],
    ['/api/v1/session', { headers: { authorization: `${bearer.authorization}x` } }],
    [`/api/v1/rooms?token=${token}&limit=x`, { headers: bearer }],
    [`/api/v1/users/${token}`, { headers: bearer }],
    [`/${token}/%`, { headers: bearer }],
    ['/api/v1/users', json({ email, displayName: 'Alice', password: secrets['password'] })],
    [
      '/api/v1/users',
      json({
        email: 'b@example.com',
        displayName: '',
        password: secrets['password'],
        invite: secrets['invitation'],
      }),
    ],
    [
      '/api/v1/account/password',
      json(
        { currentPassword: secrets['wrong password'], newPassword: secrets['new password'] },
        { cookie },
        'PUT',
      ),
    ],
    [`/api/v1/rooms/${room}/messages`, json({ content }, { cookie })],
    [`/api/v1/rooms/${room}/messages`, json({ content, clientRequestToken: content }, { cookie })],
    [`/api/v1/rooms/${room}/messages`, json({ content }, { cookie, origin: 'https://evil.example' })],
    [post, json({ Content: secrets['text of a post'] }, keyed)],
    [post, json({ Content: secrets['text of a post'] }, keyed)],
    [post, json({ content: secrets['text of a post'] }, keyed)],
    [post, { method: 'POST', body: `{"Content": "${secrets['text of a post'] ?? ''}` }],
    [post, json({ Content: 'x' }, { 'idempotency-key': `${keyed['idempotency-key']}\u00e9` })],
    [post, { method: 'GET' }],
    [`${post}x`, json({ Content: 'x' })],
    [post.replace('/incomingwebhooks/', '/incomingwebhooks/x'), json({ Content: 'x' })],
    [post.replace('?', '/more?'), json({ Content: 'x' })],
    [`/api/v1${post}`, json({ Content: 'x' })],
  ];
  for (const [path, request] of requests) await ask(path, request);
  // What the socket needs of a server that other specs start as a whole.
  const server = { url } as TestServer;
  for (const [headers, auth] of [
    [{ cookie }, {}],
    [{}, { token }],
    [{}, { token: `${token}x` }],
    [{ cookie: `${cookie}x` }, {}],
  ] as const)
    await connect(server, headers, { auth }).then(
      async (inbox) => {
        const untyped = inbox.socket as unknown as { emit: (...values: unknown[]) => void };
        untyped.emit('room:open', secrets['password']);
        await inbox.socket.emitWithAck('room:open', { roomId: token as never });
        inbox.close();
      },
      (error: unknown) => (answered += String(error)),
    );
}

/** Takes tables away, so that everything meets a failure that nobody foresaw, with what it was given in hand. */
async function withoutTables(work: () => Promise<void>): Promise<void> {
  const tables = ['messages', 'memberships', 'users', 'webhooks'];
  for (const table of tables) {
    await query(databaseOf, `alter table ${table} rename to ${table}_away`);
    await work();
    await query(databaseOf, `alter table ${table}_away rename to ${table}`);
  }
}

describe('secrets', () => {
  beforeAll(async () => {
    new Logger('Control').log('This line is seen.');
    const scene = await everything();
    await useEverySecret(scene);
    await withoutTables(() => useEverySecret(scene));
    await query(
      databaseOf,
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await useEverySecret(scene);
    const alice = new Caller(url, { cookie: scene.cookie });
    const { items } = await alice.call(endpoints.listAccessTokens);
    await alice.call(endpoints.deleteAccessToken, {
      // The list holds the one that was made.
      params: { accessTokenId: items[0]!.id },
    });
    const { sessionId } = await alice.call(endpoints.readSession);
    await alice.call(endpoints.endSession, { params: { sessionId: sessionId! } });
    await expect(
      migrate(migratingDataSource(databaseOf.replace(/\/[^/]*$/, '/nowhere'), entities), () => undefined),
    ).rejects.toThrow(/./);
    answered += (await ask('/metrics')).text;
  }, 120_000);

  it('are used in a way that shows in the log: what is printed is read, and failures were met', () => {
    expect(printed).toContain('This line is seen.');
    expect(printed).toContain('A request failed.');
    expect(answered).toContain('INTERNAL');
    expect(answered).toContain('process_cpu_user_seconds_total');
    expect(Object.values(secrets).every((secret) => secret.length >= 20)).toBe(true);
  });

  it.each([
    'password',
    'wrong password',
    'new password',
    'password of the database',
    'secret key',
    'idempotency key',
    'text of a message',
    'text of a post',
    'session cookie',
    'access token',
    'webhook token',
    'invitation',
  ])('never show, in plain, in base64 or percent-encoded, in a log, a refusal or a metric: %s', (name) => {
    const secret = secrets[name] ?? '';
    expect(secret).not.toBe('');
    const forms = [secret, Buffer.from(secret).toString('base64').slice(0, -4), encodeURIComponent(secret)];
    for (const form of forms) {
      expect(linesWith(printed, form)).toEqual([]);
      expect(linesWith(answered, form)).toEqual([]);
    }
  });
});

/** Where a secret stands, itself left out, so that a failing test does not print it either. */
function linesWith(text: string, secret: string): string[] {
  return text
    .split('\n')
    .filter((line) => line.includes(secret))
    .map((line) => line.replaceAll(secret, '[the secret]').slice(0, 600));
}
