import { randomFillSync } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';

/** What one id takes of randomness. Unit: bytes. */
const idBytes = 16;
/** Asking the system for randomness costs more than all the rest, so it is asked for many ids at once. */
const idsAtOnce = 256;
/** As many as the counter of an id holds. */
const counters = 2 ** 32;

/** Makes ids: UUIDs of version 7, each greater than the one before, also within a millisecond. */
export class IdSource {
  private readonly pool = Buffer.alloc(idBytes * idsAtOnce);
  private used = this.pool.length;
  private msecs = 0;
  private seq = 0;

  constructor(private readonly now: () => number = Date.now) {}

  next(): string {
    const random = this.takeRandom();
    this.advance(random);
    return uuidv7({ random, msecs: this.msecs, seq: this.seq });
  }

  /** The counter begins in the lower half of its range, so that it does not run over within the millisecond. */
  private advance(random: Buffer): void {
    const now = this.now();
    if (now > this.msecs) {
      this.msecs = now;
      // These bytes of the randomness are used for nothing else.
      this.seq = random.readUInt32BE(6) >>> 1;
    } else {
      this.seq = (this.seq + 1) % counters;
      if (this.seq === 0) this.msecs += 1;
    }
  }

  private takeRandom(): Buffer {
    if (this.used === this.pool.length) {
      randomFillSync(this.pool);
      this.used = 0;
    }
    this.used += idBytes;
    return this.pool.subarray(this.used - idBytes, this.used);
  }
}
