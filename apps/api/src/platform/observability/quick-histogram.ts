import type { Metric } from 'prom-client';
import { waitBuckets, type Metrics } from './metrics.js';

type Description<Value extends string> = {
  name: string;
  help: string;
  labelName: string;
  /** Every value of the label; each is a series from the start. */
  values: readonly Value[];
};

/** How often something took up to each bound; the last place is for what took longer than all of them. */
type Series = { counts: number[]; sum: number };

/** A histogram with one label, for hot paths: to observe is to add to two numbers. Unit of its bounds: seconds. */
export class QuickHistogram<Value extends string> {
  private readonly series: Map<Value, Series>;

  constructor(metrics: Metrics, { name, help, labelName, values }: Description<Value>) {
    this.series = new Map(
      values.map((value) => [value, { counts: new Array<number>(waitBuckets.length + 1).fill(0), sum: 0 }]),
    );
    const get = () => ({
      name,
      help,
      type: 'histogram',
      aggregator: 'sum',
      values: this.read(name, labelName),
    });
    // The registry asks nothing of a metric but its name and what `get` answers.
    metrics.registry.registerMetric({ name, get } as unknown as Metric);
  }

  observe(value: Value, seconds: number): void {
    const series = this.series.get(value);
    if (series === undefined) return;
    let place = 0;
    for (const bound of waitBuckets) {
      if (seconds <= bound) break;
      place += 1;
    }
    series.counts[place] = (series.counts[place] ?? 0) + 1;
    series.sum += seconds;
  }

  /** As Prometheus wants it: each bound counts everything up to it. */
  private read(name: string, labelName: string) {
    return [...this.series].flatMap(([value, { counts, sum }]) => {
      const labels = { [labelName]: value };
      let upTo = 0;
      const buckets = [...waitBuckets, '+Inf'].map((le, place) => {
        upTo += counts[place] ?? 0;
        return { metricName: `${name}_bucket`, labels: { le, ...labels }, value: upTo };
      });
      return [
        ...buckets,
        { metricName: `${name}_sum`, labels, value: sum },
        { metricName: `${name}_count`, labels, value: upTo },
      ];
    });
  }
}
