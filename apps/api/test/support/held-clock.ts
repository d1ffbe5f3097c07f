import { Clock } from '../../src/platform/clock.js';

/** A clock that stands still until a test moves it. */
export class HeldClock extends Clock {
  private passedMs = 0;
  private readonly start = Date.now();

  advance(byMs: number): void {
    this.passedMs += byMs;
  }

  override now(): Date {
    return new Date(this.start + this.passedMs);
  }

  override monotonicMs(): number {
    return this.passedMs;
  }
}
