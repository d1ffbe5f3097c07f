import { Injectable } from '@nestjs/common';

/** Whether this process still takes work. */
@Injectable()
export class Lifecycle {
  private leaving = false;
  private draining = false;

  /** From now on: probes say "not ready", so that balancers send new work elsewhere. What comes all the same is done. */
  leave(): void {
    this.leaving = true;
  }

  /** From now on: what is under way is finished, new work is answered 503, probes say "not ready". */
  drain(): void {
    this.draining = true;
  }

  get isReady(): boolean {
    return !this.leaving && !this.draining;
  }

  get isDraining(): boolean {
    return this.draining;
  }
}
