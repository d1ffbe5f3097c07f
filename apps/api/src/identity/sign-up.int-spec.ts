import { endpoints, type SessionView } from '@carillon/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPerson, password, type Person } from '../../test/factories/people.js';
import { Caller } from '../../test/support/caller.js';
import { HeldClock } from '../../test/support/held-clock.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';

const day = 24 * 60 * 60 * 1000;

let server: TestServer;
let owner: Person;
beforeAll(async () => {
  server = await startTestServer();
  owner = await aPerson(server, 'Olivia');
});
afterAll(() => server.stop());

const signUp = (email: string, parts: object = {}, on = server) =>
  new Caller(on.url).try(endpoints.signUp, {
    body: { email, displayName: 'New', password, ...parts },
  });
const aliasOf = async (email: string) => ((await signUp(email)).body as SessionView).account.alias;

describe('signing up', () => {
  it('makes the first account the owner, and no later one', async () => {
    expect(owner.account.isOwner).toBe(true);
    expect((await aPerson(server)).account.isOwner).toBe(false);
  });

  it('makes one owner of 5 that come first at once', async () => {
    const fresh = await startTestServer();
    try {
      const names = ['a', 'b', 'c', 'd', 'e'];
      const answers = await Promise.all(names.map((name) => signUp(`${name}@example.com`, {}, fresh)));
      const accounts = answers.map(({ body }) => (body as SessionView).account);
      expect(accounts.filter(({ isOwner }) => isOwner)).toHaveLength(1);
    } finally {
      await fresh.stop();
    }
  });

  it('tells before the first account that it will own the server, and then no more', async () => {
    const policy = await new Caller(server.url).call(endpoints.readSignUpPolicy);
    expect(policy).toEqual({ mode: 'open', domains: [], isFirstAccount: false });
    const fresh = await startTestServer({ environment: { SIGN_UP: 'example.com, Example.ORG' } });
    try {
      expect(await new Caller(fresh.url).call(endpoints.readSignUpPolicy)).toEqual({
        mode: 'domains',
        domains: ['example.com', 'example.org'],
        isFirstAccount: true,
      });
    } finally {
      await fresh.stop();
    }
  });

  it('trims and lower-cases the e-mail address, so that another case is the same account', async () => {
    const answer = await signUp('  Carol.Jones@Example.COM ');
    expect(answer.body).toMatchObject({
      account: { email: 'carol.jones@example.com', alias: 'carol.jones' },
    });
    expect(await signUp('CAROL.JONES@example.com')).toMatchObject({
      status: 409,
      body: { code: 'EMAIL_TAKEN' },
    });
  });

  it('gives 1 of 2 at once with the same address the account, and the other 409 EMAIL_TAKEN', async () => {
    const answers = await Promise.all([signUp('twin@example.com'), signUp('Twin@example.com')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('names every field that is not right, beside it', async () => {
    const answer = await signUp('no address', { displayName: ' ', password: 'short' });
    expect(answer).toMatchObject({
      status: 400,
      body: {
        code: 'VALIDATION_FAILED',
        fields: [
          { path: 'body.email', message: 'must be an e-mail address' },
          { path: 'body.displayName', message: 'must not be empty' },
          { path: 'body.password', message: 'must be at least 8 characters long' },
        ],
      },
    });
  });

  it.each([
    ['7 characters', 400, 'x'.repeat(7)],
    ['8 characters', 201, 'x'.repeat(8)],
    ['200 characters', 201, 'x'.repeat(200)],
    ['201 characters', 400, 'x'.repeat(201)],
  ])('answers a password of %s with status %i', async (name, status, secret) => {
    const email = `${name.replace(' ', '')}@example.com`;
    expect((await signUp(email, { password: secret })).status).toBe(status);
  });

  it('refuses an address of 255 characters with 400', async () => {
    const email = (length: number) => {
      const tail = `@${'d'.repeat(60)}.${'d'.repeat(60)}.${'d'.repeat(60)}.com`;
      return 'a'.repeat(length - tail.length) + tail;
    };
    expect((await signUp(email(254))).status).not.toBe(500);
    expect((await signUp(email(255))).status).toBe(400);
  });

  it('stores a hash of the password, never the password', async () => {
    const [row] = await server.rows<{ password_hash: string; text: string }>(
      'select password_hash, row_to_json(u)::text as text from users u where id = $1',
      [owner.account.userId],
    );
    expect(row?.password_hash).toMatch(/^\$argon2id\$/);
    expect(row?.text).not.toContain(password);
  });
});

describe('the alias of a new account', () => {
  it.each([
    ['dave@example.com', 'dave'],
    ['dave@example.org', 'dave2'],
    ['Dave@example.net', 'dave3'],
    ["o'brien@example.com", 'obrien'],
    ['a_b-c.d+e@example.com', 'a_b-c.d+e'],
    ['a_@example.com', 'a'],
    ['all@example.com', 'user-all'],
    ['present@example.com', 'user-present'],
    ['ALL@example.org', 'user-all2'],
  ])('comes from the local part of %s: %s', async (email, alias) => {
    expect(await aliasOf(email)).toBe(alias);
  });

  it('is not shared by 5 that sign up at once with the same local part', async () => {
    const domains = ['a', 'b', 'c', 'd', 'e'];
    const aliases = await Promise.all(domains.map((domain) => aliasOf(`zoe@${domain}.example`)));
    expect(aliases.sort()).toEqual(['zoe', 'zoe2', 'zoe3', 'zoe4', 'zoe5']);
  });

  it('counts on from what is taken, also where the alias of another looks like a pattern', async () => {
    expect(await aliasOf('under_score@example.com')).toBe('under_score');
    expect(await aliasOf('underxscore@example.com')).toBe('underxscore');
  });
});

describe('sign-ups from one address', () => {
  it('are 100 an hour; number 101 gets 429 with Retry-After', async () => {
    const fresh = await startTestServer();
    try {
      for (let batch = 0; batch < 10; batch += 1) {
        const answers = await Promise.all(
          Array.from({ length: 10 }, (_, n) => signUp(`p${batch}-${n}@example.com`, {}, fresh)),
        );
        for (const { status } of answers) expect(status).toBe(201);
      }
      const refused = await signUp('last@example.com', {}, fresh);
      expect(refused).toMatchObject({ status: 429, body: { code: 'TOO_MANY_SIGN_UPS' } });
      expect(refused.headers.get('retry-after')).toBe('3600');
    } finally {
      await fresh.stop();
    }
  });
});

describe('with SIGN_UP=invite', () => {
  const clock = new HeldClock();
  let closed: TestServer;
  let host: Person;
  beforeAll(async () => {
    closed = await startTestServer({ environment: { SIGN_UP: 'invite' }, clock });
    host = await aPerson(closed, 'Host');
  });
  afterAll(() => closed.stop());

  const anInvite = async () => {
    const { url, expiresAt } = await host.call(endpoints.createInvite);
    return { token: new URL(url).searchParams.get('invite') ?? '', url, expiresAt };
  };

  it('the first account needs no invitation, every other one does: 403', async () => {
    expect(host.account.isOwner).toBe(true);
    expect(await signUp('stranger@example.com', {}, closed)).toMatchObject({
      status: 403,
      body: { code: 'SIGN_UP_NEEDS_INVITE' },
    });
  });

  it('an invitation is a link for 1 person and 7 days, stored hashed only', async () => {
    const { token, url, expiresAt } = await anInvite();
    expect(url).toMatch(/\/sign-up\?invite=[\w-]{32}$/);
    expect(Date.parse(expiresAt)).toBe(clock.now().getTime() + 7 * day);
    const [stored] = await closed.rows<{ text: string }>(
      "select string_agg(i::text, '') as text from invites i",
    );
    expect(stored?.text).not.toContain(token);
    expect((await signUp('guest@example.com', { invite: token }, closed)).status).toBe(201);
    expect(await signUp('second@example.com', { invite: token }, closed)).toMatchObject({
      status: 403,
      body: { code: 'SIGN_UP_INVITE_INVALID' },
    });
  });

  it('of 2 that use one invitation at once exactly 1 gets an account', async () => {
    const { token } = await anInvite();
    const answers = await Promise.all(
      ['left@example.com', 'right@example.com'].map((email) => signUp(email, { invite: token }, closed)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403]);
  });

  it('an invitation is not used up by a sign-up that fails', async () => {
    const { token } = await anInvite();
    const taken = await signUp(host.account.email, { invite: token }, closed);
    expect(taken).toMatchObject({ status: 409, body: { code: 'EMAIL_TAKEN' } });
    expect((await signUp('retry@example.com', { invite: token }, closed)).status).toBe(201);
  });

  it('an invitation works 7 days less a millisecond, and not after 7 days', async () => {
    const [last, late] = [await anInvite(), await anInvite()];
    clock.advance(7 * day - 1);
    expect((await signUp('last@example.com', { invite: last.token }, closed)).status).toBe(201);
    clock.advance(1);
    expect(await signUp('late@example.com', { invite: late.token }, closed)).toMatchObject({
      status: 403,
      body: { code: 'SIGN_UP_INVITE_INVALID' },
    });
  });

  it('an invitation nobody made is refused with 403', async () => {
    const answer = await signUp('forger@example.com', { invite: 'x'.repeat(32) }, closed);
    expect(answer).toMatchObject({ status: 403, body: { code: 'SIGN_UP_INVITE_INVALID' } });
  });
});

describe('with SIGN_UP set to mail domains', () => {
  it('takes addresses at these domains in any case, and invited ones from elsewhere, and nobody else', async () => {
    const domains = await startTestServer({ environment: { SIGN_UP: 'example.com,example.org' } });
    try {
      const host = await aPerson(domains, 'Host');
      expect((await signUp('in@EXAMPLE.org', {}, domains)).status).toBe(201);
      for (const email of ['out@example.net', 'sub@mail.example.com', 'x@notexample.com'])
        expect(await signUp(email, {}, domains)).toMatchObject({
          status: 403,
          body: {
            code: 'SIGN_UP_DOMAIN_REFUSED',
            detail: 'Only addresses at example.com, example.org can sign up here.',
          },
        });
      const invite = new URL((await host.call(endpoints.createInvite)).url).searchParams.get('invite');
      expect((await signUp('guest@example.net', { invite }, domains)).status).toBe(201);
    } finally {
      await domains.stop();
    }
  });
});
