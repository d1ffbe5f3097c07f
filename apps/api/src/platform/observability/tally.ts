import { Counter } from 'prom-client';
import type { Metrics } from './metrics.js';

type Description<Label extends string> = { name: string; help: string; labelName: Label };

/**
 * A counter with one label, for hot paths: counting is adding one to a number. The labels of Prometheus, which cost
 * an object and a key each time, are put together when somebody reads.
 */
export class Tally<Value extends string> {
  private readonly counts = new Map<Value, number>();

  constructor(metrics: Metrics, { name, help, labelName }: Description<string>) {
    const { counts } = this;
    new Counter({
      name,
      help,
      labelNames: [labelName],
      registers: [metrics.registry],
      collect() {
        this.reset();
        for (const [value, count] of counts) this.inc({ [labelName]: value }, count);
      },
    });
  }

  /** Only values of a closed set: each becomes a series that stays. */
  count(value: Value, by = 1): void {
    this.counts.set(value, (this.counts.get(value) ?? 0) + by);
  }
}
