import type { Chance } from './chance.js';
import type { Cores } from './cores.js';
import type { Costs } from './costs.js';
import type { Timeline } from './timeline.js';
import { WaitingLine } from './waiting-line.js';

/**
 * PostgreSQL: rooms are locked from a statement's beginning to its commit, one flush of the log at a time takes along
 * every commit that waits for it, and reading competes with writing for the processors.
 */
export class Database {
  groups = 0;
  rows = 0;
  /** Rooms that a statement holds, and those that wait for them. */
  private readonly held = new Map<number, WaitingLine<() => void>>();
  private waitingForFlush: (() => void)[] = [];
  private isFlushing = false;

  constructor(
    private readonly timeline: Timeline,
    private readonly chance: Chance,
    private readonly costs: Costs['database'],
    readonly cores: Cores,
  ) {}

  /** Stores a group of posts to these rooms, in the order of the rooms, as `store_posts` does. */
  store(rows: number, rooms: readonly number[], done: () => void): void {
    this.groups += 1;
    this.rows += rows;
    const { perGroupMs, perRowMs } = this.costs;
    this.hold(rooms, 0, () => {
      this.cores.run({
        ms: perGroupMs + rows * perRowMs,
        done: () => {
          this.commit(() => {
            for (const room of rooms) this.letGo(room);
            done();
          });
        },
      });
    });
  }

  read(ms: number, done: () => void): void {
    this.cores.run({ ms, done });
  }

  private hold(rooms: readonly number[], from: number, done: () => void): void {
    for (let place = from; place < rooms.length; place += 1) {
      const room = rooms[place] ?? 0;
      const line = this.held.get(room);
      if (line !== undefined) {
        line.push(() => {
          this.hold(rooms, place + 1, done);
        });
        return;
      }
      this.held.set(room, new WaitingLine());
    }
    done();
  }

  private letGo(room: number): void {
    const next = this.held.get(room)?.shift();
    if (next === undefined) this.held.delete(room);
    else next();
  }

  private commit(done: () => void): void {
    this.waitingForFlush.push(done);
    if (!this.isFlushing) this.flush();
  }

  private flush(): void {
    this.isFlushing = true;
    const taken = this.waitingForFlush;
    this.waitingForFlush = [];
    this.timeline.after(this.chance.spread(this.costs.flushMs), () => {
      this.isFlushing = false;
      if (this.waitingForFlush.length > 0) this.flush();
      for (const done of taken) done();
    });
  }
}
