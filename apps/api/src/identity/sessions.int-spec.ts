import { createHash } from 'node:crypto';
import { endpoints, limits } from '@carillon/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPerson, password, signInAgain, type Person } from '../../test/factories/people.js';
import { Caller } from '../../test/support/caller.js';
import { HeldClock } from '../../test/support/held-clock.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';

const day = 24 * 60 * 60 * 1000;
const clock = new HeldClock();

let server: TestServer;
let alice: Person;
beforeAll(async () => {
  server = await startTestServer({ clock });
  alice = await aPerson(server, 'Alice');
});
afterAll(() => server.stop());

const signIn = (email: string, secret = password, on = server) =>
  new Caller(on.url).try(endpoints.signIn, { body: { email, password: secret } });
const isSignedIn = async (person: Person) => (await person.try(endpoints.readSession)).status === 200;

describe('the cookie of a session', () => {
  it('is closed to scripts and to other sites; over plain HTTP it has no __Host- name', async () => {
    const { headers } = await signIn(alice.account.email);
    const parts = (headers.get('set-cookie') ?? '').split('; ');
    expect(parts[0]).toMatch(/^carillon_session=[\w-]{43}$/);
    expect(parts).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Lax', 'Path=/']));
    expect(parts).not.toContain('Secure');
  });

  it('is Secure and a __Host- cookie where PUBLIC_URL is https, and only that one signs in', async () => {
    const secure = await startTestServer({ environment: { PUBLIC_URL: 'https://chat.example.com' } });
    try {
      const person = await aPerson(secure, 'Alice');
      const { headers } = await signIn(person.account.email, password, secure);
      const cookie = headers.get('set-cookie') ?? '';
      expect(cookie).toMatch(/^__Host-carillon_session=[\w-]{43}; /);
      expect(cookie.split('; ')).toEqual(
        expect.arrayContaining(['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']),
      );
      expect(cookie).not.toContain('Domain');
      const [pair] = cookie.split(';');
      expect(await new Caller(secure.url, { cookie: pair ?? '' }).call(endpoints.readSession)).toBeDefined();
      const plain = new Caller(secure.url, { cookie: (pair ?? '').replace('__Host-', '') });
      expect(await plain.refusal(endpoints.readSession)).toMatchObject({ status: 401 });
    } finally {
      await secure.stop();
    }
  });

  it('outlives 30 days of use in the browser, since the server alone decides when a session ends', async () => {
    const { headers } = await signIn(alice.account.email);
    const maxAge = Number(/Max-Age=(\d+)/.exec(headers.get('set-cookie') ?? '')?.[1]);
    expect(maxAge).toBe(400 * 24 * 60 * 60);
  });

  it('holds a token of which the database knows only the hash', async () => {
    const token = alice.cookie.split('=')[1] ?? '';
    const [row] = await server.rows<{ token_hash: Buffer; text: string }>(
      "select token_hash, (select string_agg(s::text, '') from sessions s) as text from sessions where user_id = $1",
      [alice.account.userId],
    );
    expect(row?.token_hash).toEqual(createHash('sha256').update(token).digest());
    expect(row?.text).not.toContain(token);
  });
});

describe('signing in', () => {
  it('opens a session beside the others, whatever the case of the address', async () => {
    const answer = await signIn(` ${alice.account.email.toUpperCase()}`);
    expect(answer).toMatchObject({ status: 200, body: { account: alice.account } });
    expect(await isSignedIn(alice)).toBe(true);
  });

  it('answers a wrong password and an unknown address with the very same 401', async () => {
    const wrong = await signIn(alice.account.email, 'not the password');
    const unknown = await signIn('nobody@example.com', 'not the password');
    expect(wrong).toMatchObject({ status: 401, body: { code: 'SIGN_IN_FAILED' } });
    expect(unknown.status).toBe(401);
    expect(unknown.body).toEqual(wrong.body);
    expect(wrong.headers.get('set-cookie')).toBeNull();
  });

  it('is refused after 10 failures with 429 and Retry-After, even with the right password', async () => {
    const bob = await aPerson(server, 'Bob');
    const { email } = bob.account;
    for (let count = 0; count < 10; count += 1) expect((await signIn(email, 'wrong one')).status).toBe(401);
    const refused = await signIn(email);
    expect(refused).toMatchObject({ status: 429, body: { code: 'TOO_MANY_SIGN_INS' } });
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(14 * 60);
    expect(seconds).toBeLessThanOrEqual(15 * 60);
    expect(await isSignedIn(bob)).toBe(true);
    expect((await signIn(alice.account.email)).status).toBe(200);
  });

  it('lets no more than 10 of 20 parallel wrong attempts reach the password', async () => {
    const { email } = (await aPerson(server, 'Carol')).account;
    const attempts = Array.from({ length: 20 }, (_, n) => signIn(email.toUpperCase(), `wrong ${n} password`));
    const statuses = (await Promise.all(attempts)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(10);
  });

  it('never counts a success: after 9 failures and 1 success 10 failures are free again', async () => {
    const { email } = (await aPerson(server, 'Dora')).account;
    for (let count = 0; count < 9; count += 1) await signIn(email, 'wrong one');
    for (let count = 0; count < 15; count += 1) expect((await signIn(email)).status).toBe(200);
    for (let count = 0; count < 10; count += 1) expect((await signIn(email, 'wrong one')).status).toBe(401);
  });
});

describe('signing out', () => {
  it('makes the old cookie worthless at once, clears it in the browser, and spares other sessions', async () => {
    const session = await signInAgain(server, alice);
    const answer = await session.try(endpoints.signOut);
    expect(answer).toMatchObject({ status: 204, body: undefined });
    expect(answer.headers.get('set-cookie')).toMatch(/^carillon_session=; .*Expires=Thu, 01 Jan 1970/);
    expect(await isSignedIn(session)).toBe(false);
    expect(await isSignedIn(alice)).toBe(true);
  });

  it('answers 204 to whoever is not signed in', async () => {
    const stranger = new Caller(server.url, { cookie: 'carillon_session=nonsense' });
    expect((await stranger.try(endpoints.signOut)).status).toBe(204);
  });
});

describe('a session without use', () => {
  it('lasts 30 days less a millisecond, and is over after 30 days', async () => {
    const { idleLifetimeMs } = limits.sessions;
    expect(idleLifetimeMs).toBe(30 * day);
    const [used, unused] = [await signInAgain(server, alice), await signInAgain(server, alice)];
    clock.advance(idleLifetimeMs - 1);
    expect(await isSignedIn(used)).toBe(true);
    clock.advance(1);
    expect(await isSignedIn(unused)).toBe(false);
    expect(await isSignedIn(used)).toBe(true);
  });

  it('is prolonged by each use: 10 times 29 days are no end of it', async () => {
    const session = await signInAgain(server, alice);
    for (let count = 0; count < 10; count += 1) {
      clock.advance(29 * day);
      expect(await isSignedIn(session)).toBe(true);
    }
    clock.advance(30 * day);
    expect(await isSignedIn(session)).toBe(false);
  });
});
