import { pathOf, routePatterns } from '@carillon/contracts';
import { quantile } from '../figures.js';
import { Load } from '../load/load.js';
import type { Bench, Scenario } from '../scenario.js';
import type { Product } from '../systems/product.js';
import type { Scene } from '../systems/scene.js';
import { postingConnections } from './side-by-side.js';

const pages = 400;
/** Messages of the room that stays small; its pages come from all over it too. */
const fewMessages = 2000;

/** What posts and pages of history cost with very many messages, against few. */
export const growth: Scenario = {
  name: 'growth',
  title: 'Posts and pages of history with millions of messages, against none',
  run: async (bench) => {
    const { options } = bench;
    const product = await bench.product();
    const small = await bench.scene();
    const large = await small.anotherRoom();
    await fill(product, small, fewMessages);
    const before = await posts(bench, small);
    const words = `with ${options.messages / 1e6} million messages`;
    const startedAt = performance.now();
    await addRooms(product, options.rooms);
    await fill(product, large, options.messages);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
    bench.say(`${words} and ${options.rooms} rooms, loaded in ${seconds} s`);
    const after = await posts(bench, large);
    const fewPages: number[] = [];
    const manyPages: number[] = [];
    for (let round = 0; round < options.rounds; round += 1) {
      fewPages.push(await pageMs(product, small));
      manyPages.push(await pageMs(product, large));
    }
    return [
      {
        name: 'growth/post',
        title: `CPU of a post ${words}, against none`,
        unit: 'ms',
        better: 'lower',
        product: after,
        floor: before,
        target: 1.2,
      },
      {
        name: 'growth/page',
        title: `page of history ${words}, against few`,
        unit: 'ms',
        better: 'lower',
        product: manyPages,
        floor: fewPages,
        target: 1.2,
      },
    ];
  },
};

/** Puts messages into a room behind the server's back, as many as posting would take hours for. */
export async function fill(product: Product, { room }: Scene, count: number): Promise<void> {
  const batch = 500_000;
  for (let done = 0; done < count; done += batch)
    await product.query(
      `with target as (
         select rooms.id, rooms.last_seq, (select w.id from webhooks w where w.room_id = rooms.id limit 1) as webhook_id
           from rooms where rooms.id = $1
       ), stored as (
         insert into messages (room_id, seq, id, webhook_id, content, format, created_at)
         select id, last_seq + n, uuidv7(), webhook_id, 'Message ' || n || ' of a long history of this room', 'markdown', now()
           from target, generate_series(1, $2::int) as n
       )
       update rooms set last_seq = last_seq + $2, last_message_at = now() where id = $1`,
      [room.id, Math.min(batch, count - done)],
    );
  // What is measured is posts and pages, not the words of a million messages being stored meanwhile.
  await product.query(
    `insert into search_cursors (room_id, indexed_seq, indexed_change) select id, last_seq, last_change from rooms
     on conflict (room_id) do update set indexed_seq = excluded.indexed_seq`,
  );
  await product.query('vacuum analyze messages');
}

/** Rooms with a webhook and a member each, which nobody posts to. */
async function addRooms(product: Product, count: number): Promise<void> {
  await product.query(
    `with added as (
       insert into rooms (id, name, created_at, member_count)
       select uuidv7(), 'Room ' || n, now(), 1 from generate_series(1, $1::int) as n returning id
     ), hooks as (
       insert into webhooks (id, room_id, name, token_hash, token_sealed, created_at)
       select uuidv7(), id, 'Sender', uuid_send(gen_random_uuid()), ''::bytea, now() from added
     )
     insert into memberships (room_id, user_id, joined_at)
     select added.id, people.id, now()
       from (select id, row_number() over () as n from added) as added
       join (select id, row_number() over () as n, count(*) over () as total from users) as people
         on people.n = 1 + added.n % people.total`,
    [count],
  );
  await product.query('vacuum analyze rooms, webhooks, memberships');
}

/**
 * CPU time of one post, the database's included, in a closed loop without readers, round by round. Time alone would
 * say more about what else the machine does between the first rounds and the last. Unit: milliseconds.
 */
async function posts(bench: Bench, scene: Scene): Promise<number[]> {
  const { pid: serverPid, databasePid } = await bench.product();
  const { rounds, warmUpMs, measureMs } = bench.options;
  const load = await Load.connect([]);
  const found: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const posters = scene.posters(postingConnections);
    const plan = { posters, rate: 'closed-loop' as const, warmUpMs, measureMs, serverPid, databasePid };
    const { postsPerSecond, serverCpuMs, databaseCpuMs } = await load.measure(plan);
    const cpuMs = serverCpuMs + databaseCpuMs;
    bench.say(
      `posts without readers, round ${round + 1}: ${postsPerSecond.toFixed(0)}/s, ${cpuMs.toFixed(3)} ms of CPU each`,
    );
    found.push(cpuMs);
  }
  await load.close();
  return found;
}

/** The median time of pages from all over a room, one at a time. Unit: milliseconds. */
async function pageMs(product: Product, { room, people }: Scene): Promise<number> {
  const url = product.url + pathOf(routePatterns.messages, { roomId: room.id });
  const headers = { cookie: people[0]?.cookie ?? '' };
  const read = async (query: string) => {
    const response = await fetch(`${url}?limit=50${query}`, { headers });
    if (!response.ok) throw new Error(`GET ${url}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { items: { seq: number }[] };
  };
  const newest = (await read('')).items[0]?.seq ?? 0;
  const times: number[] = [];
  for (let page = 0; page < pages; page += 1) {
    // Spread evenly, in an order that no cache can follow.
    const share = (page * 0.618_033_988_7) % 1;
    const before = Math.max(51, Math.floor(newest * share));
    const startedAt = performance.now();
    const { items } = await read(`&before=${before}`);
    times.push(performance.now() - startedAt);
    if (items.length !== 50) throw new Error(`A page before ${before} has ${items.length} messages.`);
  }
  return quantile(
    times.toSorted((a, b) => a - b),
    0.5,
  );
}
