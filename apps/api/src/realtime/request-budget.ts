import { limits } from '@carillon/contracts';

const { maxRequestsPerWindow, maxIgnoredPerWindow, windowMs } = limits.sockets;

/** What becomes of the next request of a socket. */
export type Verdict = 'answer' | 'refuse' | 'disconnect';

/**
 * How many requests one socket may make: a hundred in ten seconds are answered, further ones are refused, and who
 * goes on regardless is disconnected.
 */
export class RequestBudget {
  private windowStartMs = -Infinity;
  private count = 0;

  next(nowMs: number): Verdict {
    if (nowMs - this.windowStartMs >= windowMs) {
      this.windowStartMs = nowMs;
      this.count = 0;
    }
    this.count += 1;
    if (this.count > maxIgnoredPerWindow) return 'disconnect';
    return this.count > maxRequestsPerWindow ? 'refuse' : 'answer';
  }
}
