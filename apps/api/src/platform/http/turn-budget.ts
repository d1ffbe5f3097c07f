/** How much of a turn of the event loop may go into what can wait: so much at least, or else a share. Unit: milliseconds. */
const leastMsPerTurn = 8;
/** Where turns are long, because more is posted than can be taken, people are still answered. */
const shareOfTurn = 0.25;

/**
 * Spreads work that can wait a moment over turns of the event loop. Thousands of browsers that come back at once would
 * otherwise be dealt with in one long turn, and a post that arrives meanwhile would wait for all of them. Without such
 * a crowd everything is done at once.
 */
export class TurnBudget {
  private readonly waiting: (() => void)[] = [];
  private spentMs = 0;
  private allowedMs = leastMsPerTurn;
  private isTurnCounted = false;

  /** @param now a clock that never goes back. Unit: milliseconds. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Does it now, or in one of the next turns, in the order of the calls. */
  run(work: () => void): void {
    if (this.waiting.length === 0 && this.spentMs < this.allowedMs) this.work(work);
    else this.waiting.push(work);
  }

  private work(work: () => void): void {
    const startedAt = this.now();
    try {
      work();
    } finally {
      this.spentMs += this.now() - startedAt;
      this.countTurn();
    }
  }

  private countTurn(): void {
    if (this.isTurnCounted) return;
    this.isTurnCounted = true;
    const since = this.now();
    setImmediate(() => {
      this.isTurnCounted = false;
      this.spentMs = 0;
      this.allowedMs = Math.max(leastMsPerTurn, (this.now() - since) * shareOfTurn);
      this.goOn();
    });
  }

  private goOn(): void {
    let done = 0;
    try {
      while (done < this.waiting.length && this.spentMs < this.allowedMs) {
        done += 1;
        const next = this.waiting[done - 1];
        if (next !== undefined) this.work(next);
      }
    } finally {
      this.waiting.splice(0, done);
    }
  }
}
