import { endpoints, limits, type FoundMessagePage, type RoomId } from '@carillon/contracts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { anUpload } from '../../test/factories/files.js';
import { aPerson, aScript, type Person } from '../../test/factories/people.js';
import { addMember, aRoom, aScene, aWebhook, type Scene } from '../../test/factories/rooms.js';
import { sendRaw } from '../../test/support/raw-http.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';

describe('searching', () => {
  let server: TestServer;
  let scene: Scene;
  beforeAll(async () => {
    server = await startTestServer({ environment: { WEBHOOK_POSTS_PER_SECOND: '0' } });
    scene = await aScene(server);
    await write('Deploy of **worker-3** failed: see https://ci.example.com/job/7');
    await write('Café is open, version 1.4.2');
    await write('deployment done', scene.member);
    await postByWebhook('Nightly build of worker-30 passed');
    await everythingFindable();
  });
  afterAll(() => server.stop());

  const write = (content: string, by: Person = scene.administrator, roomId: RoomId = scene.room.id) =>
    by.call(endpoints.postMessage, { params: { roomId }, body: { content } });
  const postByWebhook = async (content: string) => {
    const { url } = await aWebhook(scene.administrator, scene.room.id, 'Nightly CI');
    const { pathname, search } = new URL(url);
    const answer = await sendRaw(server.port, {
      target: pathname + search,
      body: JSON.stringify({ Content: content }),
    });
    expect(answer.status).toBe(200);
  };
  const everythingFindable = () => untilFindable(server);
  const find = (q: string, more: Record<string, string | number> = {}, by: Person = scene.member) =>
    by.call(endpoints.searchMessages, { query: { q, ...more } });
  const seqs = ({ items }: FoundMessagePage) => items.map(({ seq }) => seq);

  it.each([
    ['worker', [4, 1]],
    ['worker-3', [1]],
    ['"worker-3"', [1]],
    ['deploy', [3, 1]],
    ['"deploy"', [1]],
    ['deploy failed', [1]],
    ['cafe', [2]],
    ['CAFÉ', [2]],
    ['1.4.2', [2]],
    ['"1.4"', [2]],
    ['ci.example.com', [1]],
    ['https://ci.example.com/job/7', [1]],
    ['example', [1]],
    ['worker -failed', [4]],
    ['has:link', [1]],
    ['-has:link in:Operations', [4, 3, 2]],
    ['has:file', []],
    ['from:"Nightly CI"', [4]],
    ['from:"nightly ci (Webhook)" passed', [4]],
    ['from:me', [3]],
    ['worker -from:"Nightly CI"', [1]],
    ['in:operations done', [3]],
    ['in:oper done', [3]],
    ['on:today version', [2]],
    ['before:today version', []],
    ['after:yesterday version', [2]],
    ['on:2020', []],
    ['nowhere', []],
    ["' | 'A' & !", []],
    ["it's \\ <-> 'x':*", []],
  ])('finds by %s', async (q, expected) => {
    expect(seqs(await find(q))).toEqual(expected);
  });

  it('finds by alias, e-mail address, name, and id of a room', async () => {
    const { alias, email } = scene.administrator.account;
    for (const name of [alias, `@${alias}`, email, alias.toUpperCase(), 'alice'])
      expect(seqs(await find(`from:${name}`)), name).toEqual([2, 1]);
    expect(seqs(await find(`in:${scene.room.id} done`))).toEqual([3]);
  });

  it('answers room, author, time and an excerpt with its matches', async () => {
    const { items, nextCursor } = await find('failed worker');
    expect(nextCursor).toBeNull();
    expect(items).toEqual([
      {
        id: expect.any(String) as string,
        room: { id: scene.room.id, name: 'Operations' },
        seq: 1,
        author: expect.objectContaining({ kind: 'member', displayName: 'Alice' }) as object,
        createdAt: expect.stringMatching(/^20.*Z$/) as string,
        excerpt: {
          text: 'Deploy of worker-3 failed: see https://ci.example.com/job/7',
          matches: [
            { start: 10, end: 16 },
            { start: 19, end: 25 },
          ],
        },
      },
    ]);
  });

  it('works with an access token', async () => {
    const script = await aScript(server, scene.member);
    const page = await script.call(endpoints.searchMessages, { query: { q: 'cafe' } });
    expect(seqs(page)).toEqual([2]);
  });

  it('finds nothing of rooms one is not in, was never in, or left', async () => {
    for (const q of ['deploy', `in:${scene.room.id} deploy`, 'from:"Nightly CI"']) {
      const { status, body } = await scene.outsider.try(endpoints.searchMessages, { query: { q } });
      if (status === 200) expect(body).toMatchObject({ items: [] });
      else expect((body as { code: string }).code).toMatch(/^SEARCH_(ROOM|AUTHOR)_UNKNOWN$/);
    }
    const leaver = await aPerson(server, 'Lea');
    await addMember(scene.administrator, scene.room.id, leaver);
    expect(seqs(await find('cafe', {}, leaver))).toEqual([2]);
    const params = { roomId: scene.room.id, userId: leaver.account.userId };
    await leaver.call(endpoints.removeMember, { params });
    expect(seqs(await find('cafe', {}, leaver))).toEqual([]);
    const problem = await leaver.refusal(endpoints.searchMessages, { query: { q: `in:${scene.room.id}` } });
    const unknown = '00000000-0000-4000-8000-000000000000';
    const nowhere = await leaver.refusal(endpoints.searchMessages, { query: { q: `in:${unknown}` } });
    expect({ ...problem, detail: '' }).toEqual({ ...nowhere, detail: '' });
  });

  it.each([
    ['', 'SEARCH_INVALID', 'This cannot be searched for: Type a word to search for.'],
    ['+ \\ -x', 'SEARCH_INVALID', 'This cannot be searched for: it has no letter and no digit to look for.'],
    ['in:Atlantis x', 'SEARCH_ROOM_UNKNOWN', 'None of your rooms is called "Atlantis".'],
    ['from:nobody\0', 'SEARCH_AUTHOR_UNKNOWN', 'No person and none of your webhooks is called "nobody\0".'],
  ])('says what is wrong with %j', async (q, code, detail) => {
    expect(await scene.member.refusal(endpoints.searchMessages, { query: { q } })).toMatchObject({
      status: 400,
      code,
      detail,
    });
  });

  it('refuses a cursor and a time zone that are none', async () => {
    for (const query of [{ cursor: 'x' }, { cursor: "1.' or 1=1.2" }, { timeZone: 'Mars/Olympus' }])
      expect(
        await scene.member.refusal(endpoints.searchMessages, { query: { q: 'x', ...query } }),
      ).toMatchObject({ status: 400, code: 'SEARCH_INVALID' });
  });

  it('walks through all matches of all rooms by pages, newest first, each once', async () => {
    const rooms = await Promise.all(['One', 'Two', 'Three'].map((name) => aRoom(scene.administrator, name)));
    for (let number = 0; number < 15; number += 1)
      await write(`walk ${number}`, scene.administrator, rooms[number % 3]?.id);
    await everythingFindable();
    const texts: string[] = [];
    let cursor: string | null = null;
    do {
      const more: Record<string, string | number> = cursor === null ? { limit: 4 } : { limit: 4, cursor };
      const page = await find('walk', more, scene.administrator);
      texts.push(...page.items.map(({ excerpt }) => excerpt.text));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(texts).toEqual(Array.from({ length: 15 }, (_, index) => `walk ${14 - index}`));
  });

  it('finds an edited message by what it says now, and a deleted one not at all', async () => {
    const { id: messageId } = await write('quicksilver');
    await everythingFindable();
    const params = { roomId: scene.room.id, messageId };
    await scene.administrator.call(endpoints.editMessage, { params, body: { content: 'mercury' } });
    await everythingFindable();
    expect((await find('quicksilver')).items).toEqual([]);
    expect((await find('mercury')).items).toHaveLength(1);
    await scene.administrator.call(endpoints.deleteMessage, { params });
    expect((await find('mercury')).items).toEqual([]);
    await everythingFindable();
    const [left] = await server.rows<{ count: number }>(
      `select count(*)::int from message_words where words @@ 'mercury'::tsquery`,
    );
    expect(left?.count).toBe(0);
  });

  it('finds files by their names, and messages that have any', async () => {
    const { id: roomId } = await aRoom(scene.administrator, 'Papers');
    const file = await anUpload(scene.administrator, roomId, { name: 'Budget_2027.csv', bytes: 'a;b' });
    await scene.administrator.call(endpoints.postMessage, {
      params: { roomId },
      body: { content: '', attachmentIds: [file.id] },
    });
    await write('budget talk', scene.administrator, roomId);
    await everythingFindable();
    const excerpts = async (q: string) =>
      (await find(q, {}, scene.administrator)).items.map(({ excerpt }) => excerpt);
    expect(await excerpts('has:file in:Papers')).toEqual([{ text: 'Budget_2027.csv', matches: [] }]);
    expect(await excerpts('2027.csv')).toEqual([
      { text: 'Budget_2027.csv', matches: [{ start: 7, end: 15 }] },
    ]);
    expect(await excerpts('-has:file budget')).toMatchObject([{ text: 'budget talk' }]);
  });

  it('forgets a room that is deleted', async () => {
    const room = await aRoom(scene.administrator, 'Short-lived');
    await write('ephemeral', scene.administrator, room.id);
    await everythingFindable();
    await scene.administrator.call(endpoints.deleteRoom, { params: { roomId: room.id } });
    expect(seqs(await find('ephemeral', {}, scene.administrator))).toEqual([]);
  });
});

describe('making messages findable', () => {
  it('takes up what was there before, after a start, and is done once by two processes', async () => {
    const one = await startTestServer({ environment: { WEBHOOK_POSTS_PER_SECOND: '0' } });
    const { room, administrator } = await aScene(one);
    await one.rows(
      `insert into messages (room_id, seq, id, user_id, content, format, created_at)
       select $1, n, gen_random_uuid(), $2, 'old message ' || n, 'markdown', now() + n * interval '1 ms'
         from generate_series(1, 1000) as n`,
      [room.id, administrator.account.userId],
    );
    await one.rows(
      "update rooms set last_seq = 1000, last_message_at = now() + interval '1 s' where id = $1",
      [room.id],
    );
    const other = await startTestServer({
      environment: { WEBHOOK_POSTS_PER_SECOND: '0' },
      besides: one,
    });
    await untilFindable(one);
    const query = { q: '"message 1"', limit: 5 };
    expect((await administrator.call(endpoints.searchMessages, { query })).items).toHaveLength(1);
    const [stored] = await one.rows<{ count: number }>('select count(*)::int from message_words');
    expect(stored?.count).toBe(1000);
    await other.stop();
    await one.stop();
  });

  it('happens by itself within moments of a post, with no restart and no sweep', async () => {
    const server = await startTestServer();
    const { room, administrator } = await aScene(server);
    await administrator.call(endpoints.postMessage, {
      params: { roomId: room.id },
      body: { content: 'fresh' },
    });
    const found = async () =>
      (await administrator.call(endpoints.searchMessages, { query: { q: 'fresh' } })).items.length;
    await expect.poll(found, { interval: 250, timeout: 5_000 }).toBe(1);
    await server.stop();
  });
});

describe('too many searches', () => {
  it(`are refused: the ${limits.search.maxPerPersonAndMinute + 1}st of a person within a minute, not of another`, async () => {
    const server = await startTestServer();
    const [one, other] = [await aPerson(server), await aPerson(server)];
    const search = (by: Person) => by.try(endpoints.searchMessages, { query: { q: 'hello' } });
    for (let count = 0; count < limits.search.maxPerPersonAndMinute; count += 1)
      expect((await search(one)).status).toBe(200);
    const refused = await search(one);
    expect(refused).toMatchObject({ status: 429, body: { code: 'TOO_MANY_SEARCHES' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await search(other)).status).toBe(200);
    await server.stop();
  });
});

/** Until every message that is stored can be found. */
async function untilFindable(server: TestServer): Promise<void> {
  const missing = async () => {
    const [row] = await server.rows<{ missing: number }>(
      `select coalesce(sum(r.last_seq - coalesce(c.indexed_seq, 0) + r.last_change - coalesce(c.indexed_change, 0)), 0)::int as missing
         from rooms r left join search_cursors c on c.room_id = r.id`,
    );
    return row?.missing;
  };
  await vi.waitFor(async () => expect(await missing()).toBe(0), { interval: 50, timeout: 20_000 });
}
