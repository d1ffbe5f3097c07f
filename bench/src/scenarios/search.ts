import { routePatterns } from '@carillon/contracts';
import type { Figure } from '../figures.js';
import { quantile } from '../figures.js';
import type { Scenario } from '../scenario.js';
import type { Product } from '../systems/product.js';
import type { Scene } from '../systems/scene.js';

/** Each search is asked so many times in a round. */
const repeats = 20;
/** The messages are spread over so many rooms, all of them the reader's. */
const rooms = 40;

/** What people look for, and the longest that half of the answers may take. Unit: milliseconds. */
const searches: readonly { name: string; q: string; targetMs: number }[] = [
  { name: 'a common word', q: '"deploy"', targetMs: 100 },
  { name: 'a rare word', q: 'needle', targetMs: 100 },
  { name: 'a word of one message in 100', q: '"seldom"', targetMs: 100 },
  { name: 'a common word of long ago', q: '"legacy"', targetMs: 250 },
  { name: 'a number such as 1.4.77', q: '"1.4.77"', targetMs: 250 },
  { name: 'the beginning of a word', q: 'wor', targetMs: 100 },
  { name: 'from: a webhook, and a word', q: 'from:"Sender 3" "failed"', targetMs: 100 },
  { name: 'in: one room, and a rare word', q: 'in:"Search 7" needle', targetMs: 100 },
  { name: 'has:link', q: 'has:link', targetMs: 100 },
  { name: 'nothing', q: 'nosuchword', targetMs: 100 },
];

/** How long the first results take with very many messages. */
export const search: Scenario = {
  name: 'search',
  title: 'Searching a million messages',
  run: async (bench) => {
    const { options } = bench;
    const product = await bench.product();
    const scene = await bench.scene();
    const startedAt = performance.now();
    await fill(product, scene, options.messages);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
    const words = `${options.messages / 1e6} million messages`;
    bench.say(`${words} in ${rooms} rooms, loaded in ${seconds} s`);
    const figures: Figure[] = [];
    for (const { name, q, targetMs } of searches) {
      const times: number[] = [];
      let found = 0;
      for (let round = 0; round < options.rounds; round += 1) {
        const { ms, count } = await timeOf(product, scene, q);
        times.push(ms);
        found = count;
      }
      bench.say(`search for ${name} (${q}): ${(times[0] ?? NaN).toFixed(1)} ms, ${found} on the first page`);
      figures.push({
        name: `search/${name.replace(/\W+/g, '-')}`,
        title: `search ${words} for ${name}`,
        unit: 'ms',
        better: 'lower',
        product: times,
        target: targetMs,
        notes: { found },
      });
    }
    return figures;
  },
};

/** The median time of one search, asked one after the other. Unit: milliseconds. */
async function timeOf(product: Product, scene: Scene, q: string): Promise<{ ms: number; count: number }> {
  const url = `${product.url}${routePatterns.messageSearch}?${new URLSearchParams({ q }).toString()}`;
  const headers = { cookie: scene.people[0]?.cookie ?? '' };
  const times: number[] = [];
  let count = 0;
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const startedAt = performance.now();
    const response = await fetch(url, { headers });
    if (!response.ok) throw new Error(`GET ${url}: ${response.status} ${await response.text()}`);
    count = ((await response.json()) as { items: unknown[] }).items.length;
    times.push(performance.now() - startedAt);
  }
  return {
    ms: quantile(
      times.toSorted((a, b) => a - b),
      0.5,
    ),
    count,
  };
}

/**
 * Puts messages and their words into rooms behind the server's back. What the indexer makes of these texts is the same
 * but for the places of words behind one another, which nothing here asks for.
 */
async function fill(product: Product, { room }: Scene, count: number): Promise<void> {
  await product.query(
    `with added as (
       insert into rooms (id, name, created_at, member_count, last_seq, last_message_at)
       select uuidv7(), 'Search ' || n, now(), 1, $2, now() from generate_series(1, $1::int) as n returning id
     )
     insert into memberships (room_id, user_id, joined_at)
     select added.id, m.user_id, now() from added, memberships m where m.room_id = $3 and m.role = 'administrator'`,
    [rooms, Math.floor(count / rooms), room.id],
  );
  await product.query(
    `insert into messages (room_id, seq, id, webhook_id, content, format, created_at)
     select r.id, n, uuidv7(), w.ids[1 + n % 10],
            'deploy ' || n || ' of worker-' || n % 500 || ' to 1.' || n % 7 || '.' || n % 100
              || case when n % 3 = 0 then ' failed' else ' passed' end
              || case when n % 100 = 0 then ' seldom' else '' end
              || case when n < $1::int / 2 then ' legacy' else '' end
              || case when n % 50 = 0 then ' see https://ci.example.com/job/' || n else '' end
              || case when n % ($1::int / 5) = 77 then ' needle' else '' end,
            'markdown', now() - ($1::int - n) * interval '1 second'
       from generate_series(1, $1::int) as n
      cross join rooms r
      cross join (select array_agg(id order by name) as ids from webhooks where room_id = $2) w
      where r.name like 'Search %'
      order by n`,
    [Math.floor(count / rooms), room.id],
  );
  await product.query(
    `insert into message_words (room_id, seq, author_id, created_at, words)
     select room_id, seq, webhook_id, date_trunc('milliseconds', m.created_at),
            to_tsvector('simple', translate(content, '-.:/', '    '))
              || array_to_tsvector(array['R' || right(room_id::text, 8), 'A' || right(webhook_id::text, 8)]
                   || case when content like '%https://%' then array['L'] else array[]::text[] end)
       from messages m join rooms r on r.id = m.room_id where r.name like 'Search %' order by m.created_at`,
  );
  await product.query(
    `insert into search_cursors (room_id, indexed_seq, indexed_change)
     select id, last_seq, last_change from rooms where name like 'Search %'
     on conflict (room_id) do update set indexed_seq = excluded.indexed_seq`,
  );
  await product.query('vacuum analyze messages, message_words');
}
