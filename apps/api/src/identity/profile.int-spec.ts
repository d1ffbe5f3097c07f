import { endpoints, type ProfileChange } from '@carillon/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPerson, type Person } from '../../test/factories/people.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';

let server: TestServer;
let alice: Person;
let bob: Person;
beforeAll(async () => {
  server = await startTestServer();
  alice = await aPerson(server, 'Alice');
  bob = await aPerson(server, 'Bob');
});
afterAll(() => server.stop());

const change = (person: Person, body: ProfileChange) => person.try(endpoints.changeProfile, { body });
const account = async (person: Person) => (await person.call(endpoints.readSession)).account;

describe('changing my profile', () => {
  it('sets name and alias, each alone, and answers the whole account', async () => {
    const renamed = await change(alice, { displayName: ' Alice Smith ' });
    expect(renamed.body).toEqual({ ...alice.account, displayName: 'Alice Smith' });
    const both = await change(alice, { alias: 'Alice.S' });
    expect(both.body).toEqual({ ...alice.account, displayName: 'Alice Smith', alias: 'alice.s' });
    expect(await account(alice)).toEqual(both.body);
  });

  it('changes nothing where nothing is asked for', async () => {
    const before = await account(alice);
    expect((await change(alice, {})).body).toEqual(before);
    expect((await change(alice, { alias: before.alias })).body).toEqual(before);
  });

  it('refuses an alias that someone else uses, in any case, with 409 ALIAS_TAKEN', async () => {
    const alias = bob.account.alias.toUpperCase();
    expect(await change(alice, { alias })).toMatchObject({
      status: 409,
      body: {
        code: 'ALIAS_TAKEN',
        detail: `Someone else uses the alias ${bob.account.alias} already.`,
      },
    });
  });

  it('gives 1 of 2 that want the same alias at once the alias, and the other 409', async () => {
    const answers = await Promise.all([change(alice, { alias: 'star' }), change(bob, { alias: 'star' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it.each([
    'all',
    'ALL',
    'present',
    'Present',
    '',
    ' ',
    'a b',
    '.a',
    'a.',
    'a@b',
    'é',
    'x'.repeat(65),
    '<b>',
  ])('refuses the alias "%s" with 400', async (alias) => {
    expect(await change(alice, { alias })).toMatchObject({
      status: 400,
      body: { fields: [{ path: 'body.alias' }] },
    });
  });

  it('takes an alias of 64 characters', async () => {
    expect((await change(bob, { alias: 'x'.repeat(64) })).status).toBe(200);
  });

  it('never changes the e-mail address or who owns the server', async () => {
    const body = { email: 'other@example.com', isOwner: true, displayName: 'Bob' };
    const answer = await bob.send('PATCH', '/api/v1/account', body);
    expect(answer).toMatchObject({ status: 200, body: { email: bob.account.email, isOwner: false } });
  });
});
