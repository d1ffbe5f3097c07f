import type { Cores, Task } from './cores.js';
import type { Timeline } from './timeline.js';
import { WaitingLine } from './waiting-line.js';

/** How much of a turn may go into what can wait, as in `platform/http/turn-budget.ts`: so much, or else a share. */
const leastMsPerTurn = 8;
const shareOfTurn = 0.25;

/**
 * A server's event loop. In each turn it does what has come before the turn began, then so much of what can wait, and
 * writes to readers at the end.
 */
export class EventLoop {
  busyMs = 0;
  private readonly first = new WaitingLine<Task>();
  private readonly later = new WaitingLine<Task>();
  /** Of this turn: tasks still to be done, and time that went into what can wait. */
  private left = 0;
  private spentMs = 0;
  private allowedMs = leastMsPerTurn;
  private turnBeganAt = 0;
  /** A turn that waits for something to do is not long. */
  private wasIdle = true;
  private isBusy = false;

  /** @param writing what is to be written at the end of a turn, if anything is due */
  constructor(
    private readonly timeline: Timeline,
    private readonly cores: Cores,
    private readonly writing: () => Task | undefined,
  ) {}

  /** Posts, and answers of the database to them. */
  run(ms: number, done: () => void): void {
    this.first.push({ ms, done });
    this.goOn();
  }

  /** Requests and handshakes. */
  runLater(ms: number, done: () => void): void {
    this.later.push({ ms, done });
    this.goOn();
  }

  private goOn(): void {
    if (this.isBusy) return;
    const task = this.ofThisTurn() ?? this.writing() ?? this.ofNextTurn();
    if (task === undefined) {
      this.wasIdle = true;
      return;
    }
    this.isBusy = true;
    this.busyMs += task.ms;
    this.cores.run({
      ms: task.ms,
      done: () => {
        this.isBusy = false;
        task.done();
        this.goOn();
      },
    });
  }

  private ofThisTurn(): Task | undefined {
    if (this.left > 0) {
      this.left -= 1;
      return this.first.shift();
    }
    if (this.spentMs >= this.allowedMs) return undefined;
    const task = this.later.shift();
    this.spentMs += task?.ms ?? 0;
    return task;
  }

  private ofNextTurn(): Task | undefined {
    const { now } = this.timeline;
    const lengthMs = this.wasIdle ? 0 : now - this.turnBeganAt;
    this.allowedMs = Math.max(leastMsPerTurn, lengthMs * shareOfTurn);
    this.turnBeganAt = now;
    this.wasIdle = false;
    this.spentMs = 0;
    this.left = this.first.length;
    return this.ofThisTurn();
  }
}
