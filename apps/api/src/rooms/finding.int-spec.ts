import { endpoints, limits } from '@carillon/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPerson, manyPeople, type Person } from '../../test/factories/people.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';

let server: TestServer;
let owner: Person;
let mallory: Person;
beforeAll(async () => {
  server = await startTestServer({ environment: { WEBHOOK_POSTS_PER_SECOND: '0' } });
  owner = await aPerson(server, 'Olivia');
  mallory = await aPerson(server, 'Mallory');
});
afterAll(() => server.stop());

const setDeactivated = ({ account: { userId } }: Person, isDeactivated: boolean) =>
  owner.call(endpoints.changePerson, { params: { userId }, body: { isDeactivated } });

describe('the search for people', () => {
  const find = async (search: string) =>
    (await mallory.call(endpoints.findPeople, { query: { search } })).items.map(
      (person) => person.displayName,
    );

  it('finds by the beginnings of words in any order, without case and accents, also by alias', async () => {
    await aPerson(server, 'Zoë-Ann Ärmel');
    const { account } = await aPerson(server, 'Xaver Quill');
    for (const search of ['zoe', 'ZOË', 'arm zo', 'Ann ÄRM'])
      expect(await find(search)).toEqual(['Zoë-Ann Ärmel']);
    expect(await find(account.alias)).toEqual(['Xaver Quill']);
    expect(await find('uill')).toEqual([]);
  });

  it('finds by an e-mail address only where it is the whole of it, and never tells one', async () => {
    const { account } = await aPerson(server, 'Wanda');
    await server.rows("update users set email = 'hidden.address@example.net' where id = $1", [
      account.userId,
    ]);
    expect(await find('hidden.address@example.net')).toEqual(['Wanda']);
    expect(await find('hidden')).toEqual([]);
    const answer = await mallory.try(endpoints.findPeople, { query: { search: 'wanda' } });
    expect(JSON.stringify(answer.body)).not.toContain('@');
  });

  it('finds nobody who is deactivated, and 20 at most', async () => {
    const vera = await aPerson(server, 'Vera');
    await setDeactivated(vera, true);
    expect(await find('vera')).toEqual([]);
    await manyPeople(server, 30);
    expect(await find('member')).toHaveLength(limits.conversations.maxFound);
    expect(await find('')).toHaveLength(limits.conversations.maxFound);
  });

  it.each([["' | !x:* & <->"], ['\\'], ['%'], ["'''"], ['\0'], ['a & b | c'], ['ﷺ'.repeat(80)]])(
    'takes %j as text',
    async (search) => {
      expect(await mallory.try(endpoints.findPeople, { query: { search } })).toMatchObject({ status: 200 });
      expect(await mallory.try(endpoints.listRooms, { query: { search } })).toMatchObject({ status: 200 });
    },
  );

  it('takes whatever a name can be', async () => {
    for (const displayName of ['ﷺ'.repeat(80), "O'Brien \\ & Söhne", '👩‍👩‍👧'])
      await mallory.call(endpoints.changeProfile, { body: { displayName } });
  });
});

describe('the search for rooms', () => {
  let ann: Person;
  beforeAll(async () => {
    ann = await aPerson(server, 'Ann');
  });
  const open = (by: Person, ...others: Person[]) =>
    by.call(endpoints.openConversation, { body: { userIds: others.map(({ account }) => account.userId) } });
  const find = async (search: string) =>
    (await ann.call(endpoints.listRooms, { query: { search } })).items.map((room) => room.name);

  it('finds my rooms by the beginnings of words, conversations by their people, and nobody else’s', async () => {
    await ann.call(endpoints.createRoom, { body: { name: 'Café Betrieb' } });
    await mallory.call(endpoints.createRoom, { body: { name: 'Café Secret' } });
    const ben = await aPerson(server, 'Ben');
    const cleo = await aPerson(server, 'Cleo');
    await open(ann, ben);
    await open(ann, ben, cleo);
    await open(ben, mallory);
    expect(await find('cafe')).toEqual(['Café Betrieb']);
    expect((await find('ben')).sort()).toEqual(['Ben', 'Ben, Cleo']);
    expect(await find('cle')).toEqual(['Ben, Cleo']);
    expect(await find('ann')).toEqual([]);
  });

  it('goes on from page to page', async () => {
    for (const number of [1, 2, 3])
      await ann.call(endpoints.createRoom, { body: { name: `Deck ${number}` } });
    const first = await ann.call(endpoints.listRooms, { query: { search: 'deck', limit: 2 } });
    const second = await ann.call(endpoints.listRooms, {
      query: { search: 'deck', limit: 2, cursor: first.nextCursor ?? '' },
    });
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['Deck 1', 'Deck 2', 'Deck 3']);
    expect(second.nextCursor).toBeNull();
  });

  it('and the list itself are quick for somebody in 10,000 rooms among 20,000', async () => {
    const { userId } = ann.account;
    await server.rows(
      `with made as (
         insert into rooms (id, name, created_at, member_count)
         select gen_random_uuid(), 'Sensor ' || n || ' floor ' || n % 40, now(), 1 from generate_series(1, 20000) n
         returning id, name)
       insert into memberships (room_id, user_id, joined_at)
       select id, $1, now() from made where substring(name from 'Sensor ([0-9]+)')::int <= 10000`,
      [userId],
    );
    await server.rows('analyze rooms, memberships');
    const timed = async (query: Record<string, string | number>) => {
      const start = performance.now();
      const { items } = await ann.call(endpoints.listRooms, { query });
      return { found: items.length, ms: performance.now() - start };
    };
    await timed({ limit: 1_000 });
    for (const [query, found] of [
      [{ search: 'sensor 9999' }, 1],
      [{ search: 'floor 39 sens' }, 50],
      [{ search: 'sensor', limit: 50 }, 50],
      [{ limit: 1_000 }, 1_000],
    ] as const) {
      const answer = await timed(query);
      expect(answer.found, JSON.stringify(query)).toBe(found);
      // Some 30 ms on a desk; what goes wrong here goes wrong by seconds.
      expect(answer.ms, JSON.stringify(query)).toBeLessThan(1_000);
    }
  });
});
