import { Injectable } from '@nestjs/common';

/** Whether this process still takes work. */
@Injectable()
export class Lifecycle {
  private draining = false;

  /** From now on: what is under way is finished, new work is answered 503, probes say "not ready". */
  drain(): void {
    this.draining = true;
  }

  get isDraining(): boolean {
    return this.draining;
  }
}
