import { quantile } from '../figures.js';
import { cpuMsOfTree, cpuMsOf } from '../processes.js';
import { Poster } from './poster.js';
import type { Measurement, Plan } from './protocol.js';
import { Reader, type ReaderAddress } from './reader.js';
import { Tally } from './tally.js';

/** Most posts of one measurement. */
const capacity = 400_000;
const drainTimeoutMs = 15_000;
const connectAtOnce = 50;

type Cpu = { own: number; server: number; database: number };

/** Posts and reads in this process, which should do nothing else. */
export class Generator {
  private readers: Reader[] = [];
  private posters: Poster[] = [];
  private tally = new Tally(0, 0);
  private next = 1;

  async connect(readers: ReaderAddress[]): Promise<void> {
    const onPost = (number: number) => {
      this.tally.deliver(number, performance.now());
    };
    for (let from = 0; from < readers.length; from += connectAtOnce) {
      const some = readers.slice(from, from + connectAtOnce).map((address) => Reader.open(address, onPost));
      this.readers.push(...(await Promise.all(some)));
    }
  }

  close(): void {
    for (const reader of this.readers) reader.close();
  }

  /** Posting connections are new each time: a server closes those that were idle for a while. */
  async measure(plan: Plan): Promise<Measurement> {
    this.posters = await Promise.all(plan.posters.map((address) => Poster.open(address)));
    this.tally = new Tally(this.next, capacity);
    for (const reader of this.readers) Object.assign(reader, { count: 0, order: 0 });
    const startAt = performance.now() + plan.warmUpMs;
    const endAt = startAt + plan.measureMs;
    const posting = plan.rate === 'closed-loop' ? this.postInLoop(endAt) : this.postAtRate(plan.rate, endAt);
    await sleepUntil(startAt);
    const before = cpuOf(plan);
    await sleepUntil(endAt);
    const after = cpuOf(plan);
    await posting;
    for (const poster of this.posters) poster.close();
    await this.drain();
    this.next += this.tally.sent;
    return this.summarize({ startAt, endAt }, { before, after }, plan);
  }

  /** Each connection posts again as soon as it has its answer. */
  private async postInLoop(endAt: number): Promise<void> {
    await Promise.all(
      this.posters.map(
        (poster) =>
          new Promise<void>((resolve) => {
            const post = () => {
              const now = performance.now();
              if (now >= endAt || this.tally.sent >= capacity) resolve();
              else this.post(poster, now, post);
            };
            post();
          }),
      ),
    );
  }

  /** Posts when they are due, also where answers are late; one that finds no free connection waits, and its time counts. */
  private async postAtRate(rate: number, endAt: number): Promise<void> {
    const startAt = performance.now();
    const waiting: number[] = [];
    let due = 0;
    const send = () => {
      for (const poster of this.posters) {
        if (waiting.length === 0) return;
        if (poster.isFree) this.post(poster, waiting.shift() ?? NaN, send);
      }
    };
    for (let now = startAt; now < endAt; now = performance.now()) {
      for (; due < ((now - startAt) * rate) / 1000; due += 1) waiting.push(now);
      send();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    while (waiting.length > 0 || this.posters.some((poster) => !poster.isFree))
      await new Promise((resolve) => setTimeout(resolve, 5));
  }

  private post(poster: Poster, at: number, done: () => void): void {
    const { tally } = this;
    const index = tally.sent;
    tally.sent += 1;
    tally.sentAt[index] = at;
    poster.post(tally.first + index, (isAccepted) => {
      if (isAccepted) tally.accepted += 1;
      else tally.refused += 1;
      if (this.readers.length === 0 && isAccepted) tally.deliver(tally.first + index, performance.now());
      done();
    });
  }

  /** Waits until every accepted post has arrived everywhere, or for a while at most. */
  private async drain(): Promise<void> {
    const deadline = performance.now() + drainTimeoutMs;
    while (performance.now() < deadline && this.readers.some(({ count }) => count < this.tally.accepted))
      await new Promise((resolve) => setTimeout(resolve, 20));
    // Whatever is doubled comes right behind.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }

  private summarize(
    window: { startAt: number; endAt: number },
    { before, after }: { before: Cpu; after: Cpu },
    plan: Plan,
  ): Measurement {
    const { tally } = this;
    const readers = Math.max(1, this.readers.length);
    const within = tally.complete(readers).filter((index) => {
      const at = tally.deliveredAt[index] ?? NaN;
      return at >= window.startAt && at < window.endAt;
    });
    const latencies = Float64Array.from(
      within,
      (index) => (tally.deliveredAt[index] ?? NaN) - (tally.sentAt[index] ?? NaN),
    ).sort();
    const used = {
      own: after.own - before.own,
      server: after.server - before.server,
      database: after.database - before.database,
    };
    // A refused post was delivered to nobody, and rightly so.
    const { lost, doubled } = tally.count(readers);
    return {
      postsPerSecond: (within.length * 1000) / plan.measureMs,
      p50: quantile(latencies, 0.5),
      p99: quantile(latencies, 0.99),
      lost: lost - tally.refused * readers,
      doubled,
      refused: tally.refused,
      orders: new Set(this.readers.map(({ order }) => order)).size,
      serverCpuMs: used.server / within.length,
      databaseCpuMs: used.database / within.length,
      generatorShare: used.own / (used.own + used.server + used.database),
    };
  }
}

function cpuOf({ serverPid, databasePid }: Plan): Cpu {
  const { user, system } = process.cpuUsage();
  return {
    own: (user + system) / 1000,
    server: cpuMsOf(serverPid),
    database: cpuMsOfTree(databasePid),
  };
}

async function sleepUntil(at: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, at - performance.now()));
}
