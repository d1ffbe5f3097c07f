import { quantile } from '../figures.js';
import { Chance } from './chance.js';
import { Cores } from './cores.js';
import { measuredCosts, type Costs } from './costs.js';
import { Database } from './database.js';
import type { Plan } from './plan.js';
import type { Post } from './post.js';
import { ServerProcess } from './server-process.js';
import { Timeline } from './timeline.js';

export type Times = { count: number; p50: number; p99: number; worst: number };

export type Outcome = {
  /** Posts within the measured time. */
  arrived: number;
  stored: number;
  storedPerSecond: number;
  refused: number;
  /** From a post's arrival to its answer, and to its last reader, by who: see `simulate`. */
  times: (who: string) => Times;
  /** Share of the measured time: of the busiest event loop, and of the first database's processors. */
  busiestLoop: number;
  databaseBusy: number;
  rowsPerGroup: number;
  /** Pages that had to be read from the database because the replica was behind, of all. */
  pagesNotOnReplica: number;
};

type Region = { database: Database; processes: ServerProcess[] };

/**
 * Lets a plan happen. Times are noted under `answer` and `reader`; of rooms of the second region also under
 * `answer, same region` and so on; of pages and of returning readers under `page` and `return`.
 */
export function simulate(plan: Plan, costs: Costs = measuredCosts): Outcome {
  return new Simulation(plan, costs).run();
}

class Simulation {
  private readonly timeline = new Timeline();
  private readonly chance: Chance;
  private readonly warmUpMs: number;
  private readonly endMs: number;
  private readonly shared: Cores | undefined;
  private readonly aside: Database | undefined;
  private readonly replica: Database | undefined;
  private readonly regions: Region[];
  private readonly processCount: number;
  private readonly samples = new Map<string, number[]>();
  /** How many processes have yet to tell their readers of a post. */
  private readonly untold = new Map<Post, number>();
  private arrived = 0;
  private stored = 0;
  private refused = 0;
  private pages = { all: 0, notOnReplica: 0 };

  constructor(
    private readonly plan: Plan,
    private readonly costs: Costs,
  ) {
    this.chance = new Chance(plan.seed ?? 1);
    this.warmUpMs = plan.warmUpMs ?? 500;
    this.endMs = this.warmUpMs + (plan.measureMs ?? 3_000);
    this.shared = plan.sharedCores === undefined ? undefined : new Cores(this.timeline, plan.sharedCores);
    this.processCount = plan.processes ?? 1;
    const main = this.newDatabase();
    const asides = plan.asides ?? 'same database';
    if (asides !== 'none') this.aside = asides === 'own database' ? this.newDatabase() : main;
    this.replica = plan.replica && this.newDatabase();
    this.regions = this.newRegions(main);
  }

  run(): Outcome {
    this.arrive();
    const [home] = this.regions;
    const { pagesPerSecond } = this.plan;
    if (pagesPerSecond !== undefined && home) this.readPages(1000 / pagesPerSecond, home.database);
    this.comeBack(this.plan.returningReaders ?? 0);
    const busyBefore = new Map<object, number>();
    const loops = this.regions.flatMap(({ processes }) => processes.map(({ loop }) => loop));
    const cores = home?.database.cores;
    this.timeline.run(this.warmUpMs);
    for (const worker of [...loops, ...(cores ? [cores] : [])]) busyBefore.set(worker, worker.busyMs);
    this.timeline.run(this.endMs);
    const measuredMs = this.endMs - this.warmUpMs;
    const busyOf = (worker: { busyMs: number }) =>
      (worker.busyMs - (busyBefore.get(worker) ?? 0)) / measuredMs;
    return {
      arrived: this.arrived,
      stored: this.stored,
      storedPerSecond: (this.stored / measuredMs) * 1000,
      refused: this.refused,
      times: (who) => timesOf(this.samples.get(who) ?? []),
      busiestLoop: Math.max(...loops.map(busyOf)),
      databaseBusy: cores ? busyOf(cores) / cores.count : 0,
      rowsPerGroup: (home?.database.rows ?? 0) / (home?.database.groups ?? 1),
      pagesNotOnReplica: this.pages.notOnReplica / this.pages.all,
    };
  }

  private newDatabase(): Database {
    const cores = this.shared ?? new Cores(this.timeline, this.plan.databaseCores ?? 4);
    return new Database(this.timeline, this.chance, this.costs.database, cores);
  }

  private newRegions(main: Database): Region[] {
    const { regions } = this.plan;
    return Array.from({ length: regions === undefined ? 1 : 2 }, (_, region) => {
      const database = region === 0 || regions?.homes === 'one database' ? main : this.newDatabase();
      const part: Region = { database, processes: [] };
      for (let index = 0; index < this.processCount; index += 1)
        part.processes.push(this.newProcess(part, region, index));
      return part;
    });
  }

  private newProcess({ database }: Region, region: number, index: number): ServerProcess {
    const { regions, hearing, readersPerRoom } = this.plan;
    const isAway = regions?.homes === 'one database' && region > 0;
    const processes = this.processCount * (regions === undefined ? 1 : 2);
    const process = new ServerProcess({
      timeline: this.timeline,
      costs: this.costs,
      cores: this.shared ?? new Cores(this.timeline, 1),
      database,
      databaseRoundTripMs: isAway ? regions.roundTripMs : 0,
      readers:
        hearing === 'none'
          ? readersPerRoom
          : shareOf(readersPerRoom, processes, region * this.processCount + index),
      hasPeers: processes > 1 && hearing !== 'none',
      onStored: (post) => {
        this.onStored(post, process, region);
      },
      deliver: (post) => {
        this.deliver(post, region);
      },
    });
    return process;
  }

  private onStored(post: Post, teller: ServerProcess, from: number): void {
    this.stored += this.isMeasured() ? 1 : 0;
    const { database } = this.costs;
    this.aside?.read(database.deliveryMs + database.searchWordsMs, () => undefined);
    if (this.shared !== undefined) {
      const { perPostMs, perDeliveryMs } = this.costs.generator;
      this.shared.run({ ms: perPostMs + perDeliveryMs * this.plan.readersPerRoom, done: () => undefined });
    }
    if (this.plan.hearing === 'none') return;
    let untold = teller.hasReaders ? 1 : 0;
    for (const [region, { processes }] of this.regions.entries())
      for (const process of processes) {
        if (process === teller) continue;
        if (process.hasReaders) untold += 1;
        const wayMs = region === from ? 0 : (this.plan.regions?.roundTripMs ?? 0) / 2;
        this.timeline.after(wayMs + this.costs.redis.delayMs, () => {
          process.hear(post);
        });
      }
    this.untold.set(post, untold);
  }

  private deliver(post: Post, region: number): void {
    const left = (this.untold.get(post) ?? 1) - 1;
    if (left > 0) this.untold.set(post, left);
    else this.untold.delete(post);
    const ms = this.timeline.now - post.arrivedAt;
    if (left === 0) this.note('reader', post, ms);
    const home = homeOf(post.room);
    if (this.plan.regions && home === 1 && post.region === home)
      this.note(region === home ? 'reader, same region' : 'reader, other region', post, ms);
  }

  private arrive(): void {
    const { arrivals } = this.plan;
    if (arrivals.kind === 'steady') this.arriveSteadily(1000 / arrivals.postsPerSecond);
    else if (arrivals.kind === 'closed loop')
      for (let index = 0; index < arrivals.connections; index += 1) this.postAgain();
    else
      for (let index = 0; index < arrivals.posts; index += 1)
        this.timeline.at(this.warmUpMs + this.chance.next() * arrivals.withinMs, () => {
          this.post();
        });
  }

  private arriveSteadily(meanMs: number): void {
    this.timeline.after(this.chance.exponential(meanMs), () => {
      this.post();
      this.arriveSteadily(meanMs);
    });
  }

  private postAgain(): void {
    this.post(() => {
      this.postAgain();
    });
  }

  private post(then: () => void = () => undefined): void {
    this.arrived += this.isMeasured() ? 1 : 0;
    const room = this.chance.below(this.plan.rooms);
    const { regions } = this.plan;
    const home = regions === undefined ? 0 : homeOf(room);
    const region = regions === undefined || this.chance.next() < regions.localShare ? home : 1 - home;
    const isForwarded = regions?.homes === 'by room' && region !== home;
    const wayMs = isForwarded ? regions.roundTripMs / 2 : 0;
    const post: Post = {
      room,
      region,
      arrivedAt: this.timeline.now,
      settle: (isStored) => {
        if (!isStored) this.refused += 1;
        this.timeline.after(wayMs, () => {
          const ms = this.timeline.now - post.arrivedAt;
          if (isStored) this.note('answer', post, ms);
          if (isStored && regions && home === 1)
            this.note(region === home ? 'answer, same region' : 'answer, other region', post, ms);
          then();
        });
      },
    };
    this.timeline.after(wayMs, () => {
      this.anyProcess(isForwarded ? home : region, room).post(post);
    });
  }

  private anyProcess(region: number, room: number): ServerProcess {
    const processes = this.regions[region]?.processes ?? [];
    const place =
      this.plan.route === 'by room' ? room % processes.length : this.chance.below(processes.length);
    const process = processes[place];
    if (process === undefined) throw new Error(`Region ${region} has no process ${place}.`);
    return process;
  }

  private readPages(meanMs: number, database: Database): void {
    this.timeline.after(this.chance.exponential(meanMs), () => {
      const askedAt = this.timeline.now;
      const isBehind = this.isReplicaBehind();
      this.pages.all += 1;
      if (isBehind) this.pages.notOnReplica += 1;
      const source = isBehind ? database : (this.replica ?? database);
      this.anyProcess(0, this.chance.below(this.plan.rooms)).page(source, () => {
        this.noteTime('page', this.timeline.now - askedAt);
      });
      this.readPages(meanMs, database);
    });
  }

  /** Whether the newest message that the reader knows of has not come to the replica yet. */
  private isReplicaBehind(): boolean {
    const { replica } = this.plan;
    return (
      replica !== undefined && this.chance.spread(replica.lagMs) > this.chance.spread(replica.readAfterMs)
    );
  }

  private comeBack(readers: number): void {
    for (let index = 0; index < readers; index += 1)
      this.timeline.at(this.warmUpMs, () => {
        const place = index % this.processCount;
        this.regions[0]?.processes[place]?.returnReader(() => {
          this.noteTime('return', this.timeline.now - this.warmUpMs);
        });
      });
  }

  private note(who: string, { arrivedAt }: Post, ms: number): void {
    if (arrivedAt >= this.warmUpMs) this.noteTime(who, ms);
  }

  private noteTime(who: string, ms: number): void {
    const times = this.samples.get(who) ?? [];
    this.samples.set(who, times);
    times.push(ms);
  }

  private isMeasured(): boolean {
    return this.timeline.now >= this.warmUpMs;
  }
}

/** The region where most people of a room are. */
function homeOf(room: number): number {
  return room % 2;
}

function shareOf(readers: number, processes: number, index: number): number {
  return Math.floor(readers / processes) + (index < readers % processes ? 1 : 0);
}

function timesOf(values: readonly number[]): Times {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    count: sorted.length,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    worst: sorted.at(-1) ?? NaN,
  };
}
