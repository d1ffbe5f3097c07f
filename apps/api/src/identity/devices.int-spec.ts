import { endpoints, limits } from '@carillon/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPerson, aScript, password, signInAgain, type Person } from '../../test/factories/people.js';
import { Caller } from '../../test/support/caller.js';
import { connect, type Inbox } from '../../test/support/socket.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const newPassword = 'another long passphrase';
const isSignedIn = async (person: Caller) => (await person.try(endpoints.readSession)).status === 200;
const sessionOf = async (person: Person) => (await person.call(endpoints.readSession)).sessionId ?? '';
const ended = (inbox: Inbox) =>
  new Promise<void>((resolve) => inbox.socket.once('disconnect', () => resolve()));
const signIn = ({ account }: Person, secret: string) =>
  new Caller(server.url).try(endpoints.signIn, { body: { email: account.email, password: secret } });

/** Resolves once `happened` has; fails if that took a second or more from now on. */
async function within1s(happened: Promise<unknown>): Promise<void> {
  const start = performance.now();
  await happened;
  expect(performance.now() - start).toBeLessThan(1_000);
}

describe('my devices', () => {
  it('are listed with what the browser calls itself, this one marked, and nobody else’s among them', async () => {
    const alice = await aPerson(server, 'Alice');
    await aPerson(server, 'Bob');
    const { items: before } = await alice.call(endpoints.listSessions);
    expect(before).toHaveLength(1);
    await new Caller(server.url).send(
      'POST',
      '/api/v1/session',
      { email: alice.account.email, password },
      {
        'user-agent': `Browser ${'x'.repeat(1000)}`,
      },
    );
    const { items } = await alice.call(endpoints.listSessions);
    expect(items.map(({ isThisOne }) => isThisOne)).toEqual([true, false]);
    expect(items[1]?.userAgent).toHaveLength(limits.sessions.maxUserAgentLength);
    expect(JSON.stringify(items)).not.toMatch(/hash|address/i);
  });

  it('can be signed out one by one: its cookie is worthless and its socket closed within 1 s', async () => {
    const alice = await aPerson(server, 'Alice');
    const [phone, tablet] = [await signInAgain(server, alice), await signInAgain(server, alice)];
    const [onPhone, onTablet] = [
      await connect(server, { cookie: phone.cookie }),
      await connect(server, { cookie: tablet.cookie }),
    ];
    const gone = ended(onPhone);
    await alice.call(endpoints.endSession, { params: { sessionId: await sessionOf(phone) } });
    await within1s(gone);
    expect(await isSignedIn(phone)).toBe(false);
    expect(await isSignedIn(tablet)).toBe(true);
    expect(onTablet.socket.connected).toBe(true);
    onTablet.close();
  });

  it('of somebody else do not exist for me: 404, and it stays signed in', async () => {
    const [alice, mallory] = [await aPerson(server, 'Alice'), await aPerson(server, 'Mallory')];
    const params = { sessionId: await sessionOf(alice) };
    expect(await mallory.refusal(endpoints.endSession, { params })).toMatchObject({
      status: 404,
      code: 'SESSION_NOT_FOUND',
    });
    expect(await isSignedIn(alice)).toBe(true);
  });

  it('can all be signed out but this one', async () => {
    const alice = await aPerson(server, 'Alice');
    const others = [await signInAgain(server, alice), await signInAgain(server, alice)];
    const inbox = await connect(server, { cookie: others[0]?.cookie ?? '' });
    const gone = ended(inbox);
    await alice.call(endpoints.endOtherSessions);
    await within1s(gone);
    expect(await Promise.all([alice, ...others].map(isSignedIn))).toEqual([true, false, false]);
  });

  it('are 100 at most: one more ends the one unused longest, and no other', async () => {
    const alice = await aPerson(server, 'Alice');
    const unused = await signInAgain(server, alice);
    await server.rows(
      `insert into sessions (id, user_id, token_hash, created_at, last_used_at, expires_at)
       select gen_random_uuid(), $1::uuid, decode(md5(n::text || $1::text), 'hex'), now(), now() + interval '1 hour', now() + interval '1 day'
         from generate_series(1, $2::int) n`,
      [alice.account.userId, limits.sessions.maxSessions - 2],
    );
    await server.rows("update sessions set last_used_at = now() + interval '2 hours' where id = $1", [
      await sessionOf(alice),
    ]);
    expect(await isSignedIn(unused)).toBe(true);
    await server.rows("update sessions set last_used_at = now() - interval '1 minute' where id = $1", [
      await sessionOf(unused),
    ]);
    const newest = await signInAgain(server, alice);
    expect(await Promise.all([alice, unused, newest].map(isSignedIn))).toEqual([true, false, true]);
  });
});

describe('changing the password', () => {
  const change = (person: Caller, currentPassword: string, next = newPassword) =>
    person.try(endpoints.changePassword, { body: { currentPassword, newPassword: next } });

  it('ends all other sessions and closes their sockets within 1 s; this one and tokens stay', async () => {
    const alice = await aPerson(server, 'Alice');
    const script = await aScript(server, alice);
    const other = await signInAgain(server, alice);
    const [mine, theirs] = [
      await connect(server, { cookie: alice.cookie }),
      await connect(server, { cookie: other.cookie }),
    ];
    const gone = ended(theirs);
    expect((await change(alice, password)).status).toBe(204);
    await within1s(gone);
    expect(await Promise.all([alice, other, script].map(isSignedIn))).toEqual([true, false, true]);
    expect(mine.socket.connected).toBe(true);
    expect((await signIn(alice, password)).status).toBe(401);
    expect((await signIn(alice, newPassword)).status).toBe(200);
    mine.close();
  });

  it('needs the present one: 403, and nothing changes', async () => {
    const alice = await aPerson(server, 'Alice');
    expect(await change(alice, 'not the password')).toMatchObject({
      status: 403,
      body: { code: 'PASSWORD_WRONG' },
    });
    expect((await signIn(alice, password)).status).toBe(200);
  });

  it('is no way to guess it: 10 wrong ones and even the right one gets 429, here and at sign-in', async () => {
    const alice = await aPerson(server, 'Alice');
    for (let count = 0; count < 10; count += 1) expect((await change(alice, 'wrong')).status).toBe(403);
    const refused = await change(alice, password);
    expect(refused).toMatchObject({ status: 429, body: { code: 'TOO_MANY_SIGN_INS' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(14 * 60);
    expect((await signIn(alice, password)).status).toBe(429);
  });

  it('succeeds once of two at once', async () => {
    const alice = await aPerson(server, 'Alice');
    const answers = await Promise.all([change(alice, password, `${newPassword} 1`), change(alice, password)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 403]);
  });

  it('cannot be done by an access token', async () => {
    const script = await aScript(server, await aPerson(server, 'Alice'));
    expect(await change(script, password)).toMatchObject({
      status: 403,
      body: { code: 'COOKIE_SESSION_NEEDED' },
    });
  });

  it.each([
    'password1',
    'PASSWORD1',
    'qwertyuiop',
    '1234567890',
    'Carillon-2026!',
    'c.a.r.i.l.l.o.n',
    'Common@Example.com',
  ])('refuses %s, which attackers try first, as signing up does', async (common) => {
    const alice = await aPerson(server, 'Common Example Com');
    const refusal = { status: 400, body: { code: 'PASSWORD_COMMON' } };
    expect(await change(alice, password, common)).toMatchObject(refusal);
    const body = { email: 'common@example.com', displayName: 'Common', password: common };
    expect(await new Caller(server.url).try(endpoints.signUp, { body })).toMatchObject(refusal);
  });
});

describe('making access tokens', () => {
  it('is possible 100 times an hour, and not once more: 429 with Retry-After', async () => {
    const alice = await aPerson(server, 'Alice');
    const create = () => alice.try(endpoints.createAccessToken, { body: { name: 'Script' } });
    const most = limits.throttles.maxNewAccessTokensPerHour;
    for (const half of [most / 2, most / 2]) {
      const answers = await Promise.all(Array.from({ length: half }, create));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
      await server.rows('delete from access_tokens');
    }
    const refused = await create();
    expect(refused).toMatchObject({ status: 429, body: { code: 'TOO_MANY_ACCESS_TOKENS' } });
    expect(refused.headers.get('retry-after')).toBe('3600');
  });
});
