import { createHash } from 'node:crypto';
import { endpoints, limits } from '@carillon/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aPerson, type Person } from '../../test/factories/people.js';
import { Caller } from '../../test/support/caller.js';
import { HeldClock } from '../../test/support/held-clock.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';

const clock = new HeldClock();
let server: TestServer;
let person: Person;
beforeAll(async () => {
  server = await startTestServer({ clock });
});
afterAll(() => server.stop());
beforeEach(async () => {
  person = await aPerson(server, 'Alice');
});

const create = (name = 'Backup') => person.call(endpoints.createAccessToken, { body: { name } });
const list = async () => (await person.call(endpoints.listAccessTokens)).items;
const script = (token: string) => new Caller(server.url, { authorization: `Bearer ${token}` });

describe('a personal access token', () => {
  it('is shown once, begins with carillon_pat_, and is stored as a hash only', async () => {
    const { token, ...view } = await create();
    expect(token).toMatch(/^carillon_pat_[\w-]{43}$/);
    expect(await list()).toEqual([view]);
    const [row] = await server.rows<{ token_hash: Buffer; text: string }>(
      'select token_hash, t::text as text from access_tokens t where id = $1',
      [view.id],
    );
    expect(row?.token_hash).toEqual(createHash('sha256').update(token).digest());
    expect(row?.text).not.toContain(token);
  });

  it('acts as its person, without a session of its own', async () => {
    const { token } = await create();
    const session = await script(token).call(endpoints.readSession);
    expect(session).toEqual({ account: person.account, sessionId: null });
  });

  it('works in any case of "Bearer", and in no other scheme', async () => {
    const { token } = await create();
    const withHeader = (authorization: string) =>
      new Caller(server.url, { authorization }).try(endpoints.readSession);
    expect((await withHeader(`bearer ${token}`)).status).toBe(200);
    expect((await withHeader(`BEARER   ${token}`)).status).toBe(200);
    for (const header of [token, `Basic ${token}`, `Bearer ${token}x`, `Bearer x${token}`, 'Bearer'])
      expect((await withHeader(header)).status, header).toBe(401);
  });

  it('tells when it was last used, to the hour', async () => {
    const { token } = await create();
    expect((await list())[0]?.lastUsedAt).toBeNull();
    const firstUse = clock.now().toISOString();
    await script(token).call(endpoints.readSession);
    clock.advance(limits.sessions.touchIntervalMs - 1);
    await script(token).call(endpoints.readSession);
    expect((await list())[0]?.lastUsedAt).toBe(firstUse);
    clock.advance(1);
    await script(token).call(endpoints.readSession);
    expect((await list())[0]?.lastUsedAt).toBe(clock.now().toISOString());
  });

  it('is dead at once after its deletion; deleting it again answers 404', async () => {
    const { id, token } = await create();
    const params = { accessTokenId: id };
    await person.call(endpoints.deleteAccessToken, { params });
    expect((await script(token).try(endpoints.readSession)).status).toBe(401);
    const again = await person.refusal(endpoints.deleteAccessToken, { params });
    expect(again).toMatchObject({ status: 404, code: 'ACCESS_TOKEN_NOT_FOUND' });
  });

  it('of someone else cannot be deleted: 404, and it goes on working', async () => {
    const { id, token } = await create();
    const other = await aPerson(server, 'Mallory');
    const refused = await other.refusal(endpoints.deleteAccessToken, { params: { accessTokenId: id } });
    expect(refused).toMatchObject({ status: 404, code: 'ACCESS_TOKEN_NOT_FOUND' });
    expect((await script(token).try(endpoints.readSession)).status).toBe(200);
  });

  it('needs a name of one line, up to 80 characters', async () => {
    for (const name of ['', 'a\nb', 'x'.repeat(81)])
      expect(await person.refusal(endpoints.createAccessToken, { body: { name } })).toMatchObject({
        fields: [{ path: 'body.name' }],
      });
    expect((await create('x'.repeat(80))).name).toHaveLength(80);
  });
});

describe('the limit of 50 access tokens an account', () => {
  it('holds for 60 at once: 50 are made, 10 get 409', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        person.try(endpoints.createAccessToken, { body: { name: `Token ${n}` } }),
      ),
    );
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused).toHaveLength(10);
    for (const answer of refused)
      expect(answer).toMatchObject({ status: 409, body: { code: 'ACCESS_TOKEN_LIMIT_REACHED' } });
    expect(await list()).toHaveLength(limits.sessions.maxAccessTokens);
  });

  it('is walked in pages, oldest first', async () => {
    for (const name of ['One', 'Two', 'Three']) await create(name);
    const first = await person.call(endpoints.listAccessTokens, { query: { limit: 2 } });
    expect(first.items.map(({ name }) => name)).toEqual(['One', 'Two']);
    const cursor = first.nextCursor ?? '';
    const second = await person.call(endpoints.listAccessTokens, { query: { limit: 2, cursor } });
    expect(second).toMatchObject({ items: [{ name: 'Three' }], nextCursor: null });
  });
});
