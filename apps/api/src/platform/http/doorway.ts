import type { EventEmitter } from 'node:events';

/** Who may come in: something that tells once when it has gone again. */
type Visitor = Pick<EventEmitter, 'once'> & { readonly destroyed: boolean };
type Waiting = {
  readonly visitor: Visitor;
  readonly sinceMs: number;
  enter: () => void;
  turnAway: () => void;
};

type Options = {
  /** Visitors inside at once. */
  maxInside: number;
  /** Whoever waited for so long is turned away. Unit: milliseconds. */
  maxWaitMs: number;
  /** Whoever stays longer, for a long file or for a slow line, no longer counts as inside. Unit: milliseconds. */
  maxCountedMs: number;
};

/**
 * Lets so many in at once. A crowd waits before the door, in order and at no cost, and whoever would wait too long is
 * told so in time; inside everyone is served at full speed. Without the door all of them would wait for the database
 * together, and fail there together, having cost most of the work.
 */
export class Doorway {
  private inside = 0;
  private readonly waiting: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;
  private turnedAway = 0;

  constructor(private readonly options: Options) {}

  get counts(): { waiting: number; turnedAway: number } {
    return { waiting: this.waiting.length, turnedAway: this.turnedAway };
  }

  enter(visitor: Visitor, enter: () => void, turnAway: () => void): void {
    if (this.inside < this.options.maxInside) this.letIn(visitor, enter);
    else {
      this.waiting.push({ visitor, sinceMs: performance.now(), enter, turnAway });
      this.watchFirst();
    }
  }

  private letIn(visitor: Visitor, enter: () => void): void {
    this.inside += 1;
    let isCounted = true;
    const leave = () => {
      if (!isCounted) return;
      isCounted = false;
      clearTimeout(timer);
      this.inside -= 1;
      this.letNextIn();
    };
    const timer = setTimeout(leave, this.options.maxCountedMs).unref();
    visitor.once('close', leave);
    enter();
  }

  private letNextIn(): void {
    while (this.inside < this.options.maxInside) {
      const next = this.waiting.shift();
      if (next === undefined) return;
      if (!next.visitor.destroyed) this.letIn(next.visitor, next.enter);
    }
  }

  /** A timer for whoever waits longest. */
  private watchFirst(): void {
    const [first] = this.waiting;
    if (first === undefined || this.timer !== undefined) return;
    const leftMs = first.sinceMs + this.options.maxWaitMs - performance.now();
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        this.turnAwayLate();
        this.watchFirst();
      },
      Math.max(1, leftMs),
    ).unref();
  }

  private turnAwayLate(): void {
    const tooEarly = performance.now() - this.options.maxWaitMs;
    const isPatient = ({ sinceMs }: Waiting) => sinceMs > tooEarly;
    const firstPatient = this.waiting.findIndex(isPatient);
    const late = this.waiting.splice(0, firstPatient < 0 ? this.waiting.length : firstPatient);
    for (const { visitor, turnAway } of late) {
      if (visitor.destroyed) continue;
      this.turnedAway += 1;
      turnAway();
    }
  }
}
