import { Injectable } from '@nestjs/common';

/** The time, as the product sees it. Injected, so that a test can hold it. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  /** Milliseconds that only ever go forward, with fractions; for distances, not for dates. */
  monotonicMs(): number {
    return performance.now();
  }
}
