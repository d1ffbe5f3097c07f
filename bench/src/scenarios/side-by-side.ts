import { median } from '../figures.js';
import { Load } from '../load/load.js';
import type { Measurement, Plan } from '../load/protocol.js';
import { sharesOf, type CpuProfile, type Shares } from '../profile.js';
import type { Bench } from '../scenario.js';

export const postingConnections = 32;
const leastShare = 0.01;

/** What both systems did in the same rounds, one after the other. */
export type SideBySide = {
  product: Measurement[];
  floor: Measurement[];
  /** Whose code the product's time went into, where it was profiled. */
  shares: Shares;
};

/**
 * Measures both systems in turn, round by round, with so many readers of one room. The order changes with each round,
 * so that neither always comes first.
 */
export async function sideBySide(bench: Bench, readers: number, rate: Plan['rate']): Promise<SideBySide> {
  const { options } = bench;
  const product = await bench.product();
  const floor = await bench.floor();
  const scene = await bench.scene();
  const loads = {
    product: await Load.connect(scene.readers(readers)),
    floor: await Load.connect(floor.readers(readers)),
  };
  const measured: Omit<SideBySide, 'shares'> = { product: [], floor: [] };
  const profiler = options.isProfiled ? await product.profiler() : undefined;
  const profiles: CpuProfile[] = [];
  for (let round = 0; round < options.rounds; round += 1)
    for (const system of round % 2 === 0
      ? (['floor', 'product'] as const)
      : (['product', 'floor'] as const)) {
      const serverPid = system === 'product' ? product.pid : floor.pid;
      const { warmUpMs, measureMs } = options;
      const posters = (system === 'product' ? scene : floor).posters(postingConnections);
      const plan = { posters, rate, warmUpMs, measureMs, serverPid, databasePid: product.databasePid };
      if (system === 'product') await profiler?.start();
      const measurement = await loads[system].measure(plan);
      if (system === 'product' && profiler) profiles.push(await profiler.stop());
      measured[system].push(measurement);
      bench.say(describe(`${readers} readers, round ${round + 1}, ${system}`, measurement));
    }
  await loads.product.close();
  await loads.floor.close();
  profiler?.close();
  return { ...measured, shares: sharesOf(profiles) };
}

/** As a line of the notes; small shares are left out. */
export function describeShares(shares: Shares): Record<string, string> {
  const words = shares
    .filter(([, share]) => share >= leastShare)
    .map(([owner, share]) => `${owner} ${(share * 100).toFixed(0)}%`);
  return words.length === 0 ? {} : { profile: words.join(', ') };
}

function describe(what: string, { postsPerSecond, p50, p99, generatorShare }: Measurement): string {
  const words = [
    `${postsPerSecond.toFixed(0)} posts/s`,
    `last reader p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
    `generator ${(generatorShare * 100).toFixed(0)}% of the CPU`,
  ];
  return `${what}: ${words.join(', ')}`;
}

/** What must be right in every round, for the notes of a figure. */
export function faults(rounds: readonly Measurement[]): Record<string, number> {
  const sum = (of: (measurement: Measurement) => number) =>
    rounds.reduce((total, measurement) => total + of(measurement), 0);
  return {
    lost: sum(({ lost }) => lost),
    doubled: sum(({ doubled }) => doubled),
    refused: sum(({ refused }) => refused),
    orders: Math.max(...rounds.map(({ orders }) => orders)),
  };
}

/**
 * What a post costs, in words: server and database, and how many times the floor's. On a machine that is busy with
 * something else this is steadier than posts per second.
 */
export function cpuPerPost(product: readonly Measurement[], floor: readonly Measurement[]): string {
  const server = median(product.map(({ serverCpuMs }) => serverCpuMs));
  const database = median(product.map(({ databaseCpuMs }) => databaseCpuMs));
  const floors = median(floor.map(({ serverCpuMs, databaseCpuMs }) => serverCpuMs + databaseCpuMs));
  const times = ((server + database) / floors).toFixed(2);
  return `${server.toFixed(3)} + ${database.toFixed(3)} ms (x ${times} of the floor's)`;
}
