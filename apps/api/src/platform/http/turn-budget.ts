/** How much of one turn of the event loop may go into what can wait. Unit: milliseconds. */
const maxMsPerTurn = 8;

/**
 * Spreads work that can wait a moment over turns of the event loop. Thousands of browsers that come back at once would
 * otherwise be dealt with in one long turn, and a post that arrives meanwhile would wait for all of them. Without such
 * a crowd everything is done at once.
 */
export class TurnBudget {
  private readonly waiting: (() => void)[] = [];
  private spentMs = 0;
  private isTurnCounted = false;

  /** @param now a clock that never goes back. Unit: milliseconds. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Does it now, or in one of the next turns, in the order of the calls. */
  run(work: () => void): void {
    if (this.waiting.length === 0 && this.spentMs < maxMsPerTurn) this.work(work);
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
    setImmediate(() => {
      this.isTurnCounted = false;
      this.spentMs = 0;
      this.goOn();
    });
  }

  private goOn(): void {
    let done = 0;
    try {
      while (done < this.waiting.length && this.spentMs < maxMsPerTurn) {
        done += 1;
        const next = this.waiting[done - 1];
        if (next !== undefined) this.work(next);
      }
    } finally {
      this.waiting.splice(0, done);
    }
  }
}
