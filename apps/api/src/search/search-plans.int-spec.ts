import { endpoints, type FoundMessagePage, type RoomId } from '@carillon/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aScene, aRoom, type Scene } from '../../test/factories/rooms.js';
import { startTestServer, type TestServer } from '../../test/support/test-server.js';
import { roomMark } from './marks.js';
import type { SearchConditions } from './search-conditions.js';
import { fewStatement, lowestId, newestStatement, type Statement } from './search-statements.js';

/** Messages of the room that is searched; another room, which the reader is not in, has as many. */
const messages = 60_000;

type Plan = { 'Node Type': string; 'Index Name'?: string; 'Actual Rows': number; Plans?: Plan[] };

describe(`with ${2 * messages} messages`, () => {
  let server: TestServer;
  let scene: Scene;
  beforeAll(async () => {
    server = await startTestServer({ environment: { WEBHOOK_POSTS_PER_SECOND: '0' } });
    scene = await aScene(server);
    await fill(scene.room.id, scene.administrator.account.userId);
    await fill((await aRoom(scene.outsider)).id, scene.outsider.account.userId);
    await server.rows('vacuum analyze message_words');
  });
  afterAll(() => server.stop());

  /** `common` in each, `seldom` in one of 500 and none of the newest, `needle` in one. */
  async function fill(roomId: RoomId, userId: string): Promise<void> {
    await server.rows(
      `insert into messages (room_id, seq, id, user_id, content, format, created_at)
       select $1, n, gen_random_uuid(), $2,
              'common text ' || n || case when n % 500 = 0 and n < $3::int - 5000 then ' seldom' else '' end
                || case when n = 77 then ' needle' else '' end,
              'markdown', now() - ($3::int - n) * interval '1 second'
         from generate_series(1, $3::int) as n`,
      [roomId, userId, messages],
    );
    await server.rows(
      `insert into message_words (room_id, seq, author_id, created_at, words)
       select room_id, seq, user_id, date_trunc('milliseconds', created_at),
              to_tsvector('simple', content) || ('''' || $2 || '''')::tsvector
         from messages where room_id = $1`,
      [roomId, roomMark(roomId)],
    );
    await server.rows('update rooms set last_seq = $2, last_message_at = now() where id = $1', [
      roomId,
      messages,
    ]);
    await server.rows(
      `insert into search_cursors (room_id, indexed_seq, indexed_change) values ($1, $2, 0)
       on conflict (room_id) do update set indexed_seq = excluded.indexed_seq`,
      [roomId, messages],
    );
  }

  const conditions = (words: string): SearchConditions => ({
    userId: scene.member.account.userId,
    rooms: [scene.room.id],
    words: `'${words}' & '${roomMark(scene.room.id)}'`,
    authors: { only: null, not: [] },
    from: null,
    until: null,
  });
  const now = () => ({ createdAt: new Date(Date.now() + 1000), roomId: lowestId, seq: 0 });

  async function planOf({ text, values }: Statement): Promise<Plan[]> {
    const [row] = await server.rows<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `explain (analyze, format json) ${text}`,
      values,
    );
    const walk = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(walk)];
    return row === undefined ? [] : walk(row['QUERY PLAN'][0].Plan);
  }
  const indexesOf = (plan: Plan[]) => plan.flatMap((node) => node['Index Name'] ?? []);

  it('asks the index of words for a rare word, and reads no table through', async () => {
    const plan = await planOf(fewStatement(conditions('needle'), now(), 26));
    expect(indexesOf(plan)).toContain('message_words_words');
    expect(plan.map((node) => node['Node Type'])).not.toContain('Seq Scan');
  });

  it('looks at no more than the newest 2,000 messages for a common word', async () => {
    const plan = await planOf(newestStatement(conditions('common'), now(), 26));
    expect(indexesOf(plan)).toContain('message_words_time');
    expect(plan.map((node) => node['Node Type'])).not.toContain('Seq Scan');
    expect(Math.max(...plan.map((node) => node['Actual Rows']))).toBeLessThanOrEqual(2_000);
  });

  const walk = async (q: string): Promise<number[]> => {
    const seqs: number[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string | number> = {
        q,
        limit: 100,
        ...(cursor === null ? {} : { cursor }),
      };
      const page: FoundMessagePage = await scene.member.call(endpoints.searchMessages, { query });
      seqs.push(...page.items.map(({ seq }) => seq));
      cursor = seqs.length > 1_000 ? null : page.nextCursor;
    } while (cursor !== null);
    return seqs;
  };

  it('finds all of a seldom word, and the beginning of a common one, in order and without a gap', async () => {
    const seldom = Array.from({ length: 109 }, (_, index) => 54_500 - index * 500);
    expect(await walk('"seldom"')).toEqual(seldom);
    const common = await walk('"common"');
    expect(common).toEqual(Array.from({ length: common.length }, (_, index) => messages - index));
    expect(await walk('needle')).toEqual([77]);
    expect(await walk('"common" -needle before:2020')).toEqual([]);
  });

  it('finds by pieces of time what is neither common nor rare', async () => {
    // More than are sorted at once, and none of the newest.
    await server.rows(
      `update message_words set words = words || '''middling'':1'::tsvector where seq <= 12000 and room_id = $1`,
      [scene.room.id],
    );
    const { items, nextCursor } = await scene.member.call(endpoints.searchMessages, {
      query: { q: '"middling"' },
    });
    expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: 25 }, (_, index) => 12_000 - index));
    expect(nextCursor).not.toBeNull();
  });
});
