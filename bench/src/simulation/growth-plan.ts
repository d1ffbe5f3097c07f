import { measuredCosts, type Costs } from './costs.js';
import { mostPosts } from './most-posts.js';
import type { Plan } from './plan.js';
import { simulate, type Outcome } from './simulate.js';
import { share, textOf, type Cell, type Table } from './tables.js';

/** The tables behind `docs/growth.md`, in its order. Each is computed when it is asked for. */
export const growthPlan: (() => Table)[] = [
  againstMeasurements,
  oneProcess,
  fullMinute,
  returningReaders,
  moreProcesses,
  storage,
  history,
  replicas,
  asides,
  regions,
];

/** Packets of a turn in one entry of the stream, at a quarter of the price each. Assumed. */
const withCheaperRedis: Costs = {
  ...measuredCosts,
  redis: {
    ...measuredCosts.redis,
    tellMs: measuredCosts.redis.tellMs / 4,
    hearMs: measuredCosts.redis.hearMs / 4,
  },
};

/** Rooms of a server that is used by many: none is more than a small part. */
const usual = { rooms: 1_000, readersPerRoom: 10 } satisfies Partial<Plan>;

/** What a post cost the server when the posts below were measured; there was no search yet. */
const costsOfThatDay: Costs = {
  ...measuredCosts,
  server: { ...measuredCosts.server, takePostMs: 0.06, answerPostMs: 0.03 },
  database: { ...measuredCosts.database, searchWordsMs: 0 },
};
/** `npm run bench -- --quick --only fan-out` on 24 November 2026, on a machine that others used as well. */
const measuredPosts = [
  { readers: 1, posts: 5205 },
  { readers: 50, posts: 4334 },
  { readers: 500, posts: 2085 },
];

/** The benchmark's own case: server, database and load on two processors, 32 connections that post without a pause. */
function againstMeasurements(): Table {
  const simulated = (readersPerRoom: number, costs: Costs) =>
    simulate(
      {
        arrivals: { kind: 'closed loop', connections: 32 },
        rooms: 1,
        readersPerRoom,
        sharedCores: 2,
        measureMs: 2_000,
      },
      costs,
    ).storedPerSecond;
  return {
    title: 'One room, 32 senders without a pause, all on two processors: posts/s',
    head: [
      'readers',
      'measured',
      'simulated, costs of that day',
      'of the measured',
      'simulated, costs of today',
    ],
    rows: measuredPosts.map(({ readers, posts }) => {
      const thatDay = simulated(readers, costsOfThatDay);
      return [readers, posts, thatDay, (thatDay / posts).toFixed(2), simulated(readers, measuredCosts)];
    }),
  };
}

function oneProcess(): Table {
  const cases = [
    { rooms: 1, readersPerRoom: 1 },
    { rooms: 1, readersPerRoom: 50 },
    { rooms: 1, readersPerRoom: 500 },
    { rooms: 1, readersPerRoom: 2_000 },
    { rooms: 1_000, readersPerRoom: 1 },
    { rooms: 1_000, readersPerRoom: 10 },
    { rooms: 1_000, readersPerRoom: 50 },
  ];
  return {
    title: 'One process, its own processor; a database with four: the most posts/s',
    head: [
      'rooms',
      'readers in each',
      'posts/s',
      'event loop',
      'database',
      'posts in a group',
      'p50, p99 ms',
    ],
    rows: cases.map((plan) => {
      const { postsPerSecond, outcome } = mostPosts(plan);
      return [
        plan.rooms,
        plan.readersPerRoom,
        postsPerSecond,
        share(outcome.busiestLoop),
        share(outcome.databaseBusy),
        outcome.rowsPerGroup,
        p50p99(outcome, 'reader'),
      ];
    }),
  };
}

function fullMinute(): Table {
  const row = (posts: number, processes: number): Cell[] => {
    const outcome = simulate({
      ...usual,
      processes,
      arrivals: { kind: 'full minute', posts, withinMs: 1_000 },
      measureMs: 12_000,
    });
    const { p50, worst } = outcome.times('reader');
    return [posts, processes, p50, worst, outcome.refused];
  };
  return {
    title: 'Posts within the first second of a minute, to 1,000 rooms of 10 readers',
    head: ['posts', 'processes', 'half shown after ms', 'all shown after ms', 'told 503'],
    rows: [row(1_000, 1), row(5_000, 1), row(10_000, 1), row(20_000, 1), row(20_000, 2), row(20_000, 4)],
  };
}

function returningReaders(): Table {
  const row = (returning: number, processes: number): Cell[] => {
    const outcome = simulate({
      ...usual,
      processes,
      arrivals: { kind: 'steady', postsPerSecond: 100 },
      returningReaders: returning,
      measureMs: (returning * 3) / processes + 1_000,
    });
    return [returning, processes, outcome.times('return').worst / 1000, p50p99(outcome, 'reader')];
  };
  return {
    title: 'Readers who come back at once while 100 posts/s arrive',
    head: ['readers', 'processes', 'all back after s', 'posts meanwhile, p50, p99 ms'],
    rows: [row(500, 1), row(2_000, 1), row(10_000, 1), row(10_000, 2), row(10_000, 4), row(10_000, 8)],
  };
}

function moreProcesses(): Table {
  const together = { route: 'by room', hearing: 'none' } as const;
  const row = (rooms: number, readersPerRoom: number, processes: number): Cell[] => {
    const plan = { rooms, readersPerRoom, processes };
    const inOneEntry = processes === 1 ? measuredCosts : withCheaperRedis;
    const kept = mostPosts({ ...plan, ...together });
    return [
      `${rooms} x ${readersPerRoom}`,
      processes,
      mostPosts(plan).postsPerSecond,
      mostPosts({ ...plan, route: 'by room' }, inOneEntry).postsPerSecond,
      kept.postsPerSecond,
      share(kept.outcome.databaseBusy),
    ];
  };
  const counts = [1, 2, 4, 8];
  return {
    title: 'More processes beside a database of four processors: the most posts/s',
    head: [
      'rooms x readers',
      'processes',
      'as it is',
      'told together, posts by room',
      'rooms kept together',
      'database then',
    ],
    rows: [
      ...counts.map((processes) => row(1_000, 10, processes)),
      ...counts.map((processes) => row(100, 100, processes)),
    ],
  };
}

function storage(): Table {
  const { messageBytes, searchWordsBytes, deliveryBytes } = measuredCosts.storage;
  const gigabyte = 1e9;
  return {
    title: 'What is stored, at so many posts a second all year round',
    head: [
      'posts/s',
      'million messages a year',
      'their GB',
      'GB of words to search by',
      'GB of delivery log, 7 days',
    ],
    rows: [1, 10, 100].map((postsPerSecond) => {
      const perDay = postsPerSecond * 86_400;
      const perYear = perDay * 365;
      return [
        postsPerSecond,
        perYear / 1e6,
        (perYear * messageBytes) / gigabyte,
        (perYear * searchWordsBytes) / gigabyte,
        (perDay * 7 * deliveryBytes) / gigabyte,
      ];
    }),
  };
}

/** What is read of a page of 50: its index, and blocks of the table that hold its rows. */
function history(): Table {
  const { pageMs, blockFromDiskMs } = measuredCosts.database;
  const row = (words: string, blocks: number): Cell[] => [words, blocks, pageMs + blocks * blockFromDiskMs];
  return {
    title: 'A page of 50 old messages of a quiet room',
    head: ['stored', 'blocks from disk', 'ms in the database'],
    rows: [
      row('in memory', 0),
      row('in the order of arrival: each message in a block of its own', 52),
      row('in the order of room and number, as an archive is written', 4),
    ],
  };
}

function replicas(): Table {
  const arrivals = { kind: 'steady', postsPerSecond: 1_000 } as const;
  const readAfterMs = { least: 5, most: 60_000 };
  const row = (pagesPerSecond: number, words: string, lagMs?: { least: number; most: number }): Cell[] => {
    const outcome = simulate({
      ...usual,
      processes: 8,
      databaseCores: 2,
      arrivals,
      pagesPerSecond,
      ...(lagMs && { replica: { lagMs, readAfterMs } }),
    });
    return [
      pagesPerSecond,
      words,
      share(outcome.databaseBusy),
      p50p99(outcome, 'answer'),
      p50p99(outcome, 'page'),
      lagMs ? `${(outcome.pagesNotOnReplica * 100).toFixed(1)}%` : '-',
    ];
  };
  return {
    title: 'Pages of history beside 1,000 posts/s, 8 processes, each database with two processors',
    head: [
      'pages/s',
      'replica',
      'database',
      'answer p50, p99 ms',
      'page p50, p99 ms',
      'pages it cannot give',
    ],
    rows: [
      row(1_000, 'none'),
      row(4_000, 'none'),
      row(4_000, '5 to 50 ms behind', { least: 5, most: 50 }),
      row(4_000, '50 to 500 ms behind', { least: 50, most: 500 }),
      row(4_000, '1 to 10 s behind', { least: 1_000, most: 10_000 }),
    ],
  };
}

function asides(): Table {
  const row = (postsPerSecond: number): Cell[] => {
    const arrivals = { kind: 'steady', postsPerSecond } as const;
    const plan = {
      ...usual,
      processes: 8,
      route: 'by room',
      hearing: 'none',
      databaseCores: 2,
      arrivals,
    } as const;
    const without = simulate({ ...plan, asides: 'none' });
    const within = simulate({ ...plan, asides: 'same database' });
    return [
      postsPerSecond,
      share(without.databaseBusy),
      share(within.databaseBusy),
      p50p99(without, 'answer'),
      p50p99(within, 'answer'),
    ];
  };
  return {
    title: 'Delivery log and words to search by; a database of two processors, rooms kept together',
    head: [
      'posts/s',
      'database, both elsewhere',
      'both in it',
      'answer p50, p99 ms, both elsewhere',
      'both in it',
    ],
    rows: [row(2_000), row(10_000), row(20_000), row(30_000)],
  };
}

function regions(): Table {
  const row = (words: string, homes: 'one database' | 'by room'): Cell[] => {
    const outcome = simulate({
      ...usual,
      arrivals: { kind: 'steady', postsPerSecond: 500 },
      regions: { roundTripMs: 80, homes, localShare: 0.8 },
    });
    const who = [
      'answer, same region',
      'answer, other region',
      'reader, same region',
      'reader, other region',
    ];
    return [words, ...who.map((name) => p50p99(outcome, name))];
  };
  return {
    title: 'Rooms of the second of two regions 80 ms apart (there and back), 500 posts/s: p50, p99 ms',
    head: ['', 'sender near', 'sender far', 'last reader near', 'last reader far'],
    rows: [row('one database, in the first', 'one database'), row('each room at home in one', 'by room')],
  };
}

function p50p99(outcome: Outcome, who: string): string {
  const { p50, p99 } = outcome.times(who);
  return `${textOf(p50)}, ${textOf(p99)}`;
}
