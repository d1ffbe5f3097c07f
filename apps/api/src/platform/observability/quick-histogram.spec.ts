import { Histogram, Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { Metrics, waitBuckets } from './metrics.js';
import { QuickHistogram } from './quick-histogram.js';

describe('a quick histogram', () => {
  const name = 'took_seconds';
  const help = 'How long it took.';

  it('says the same as one of prom-client: below, at, between and above its bounds', async () => {
    const observed = [0, 0.0005, 0.001, 0.0011, 0.3, 1, 2, 2.5, 60];
    const registry = new Registry();
    const known = new Histogram({
      name,
      help,
      labelNames: ['result'],
      buckets: waitBuckets,
      registers: [registry],
    });
    const metrics = new Metrics();
    const quick = new QuickHistogram(metrics, { name, help, labelName: 'result', values: ['good', 'bad'] });
    known.zero({ result: 'bad' });
    known.zero({ result: 'good' });
    for (const [index, seconds] of observed.entries()) {
      const result = index % 3 === 0 ? 'bad' : 'good';
      known.observe({ result }, seconds);
      quick.observe(result, seconds);
    }
    const lines = async (from: Registry) => (await from.getSingleMetricAsString(name)).split('\n').toSorted();
    expect(await lines(metrics.registry)).toEqual(await lines(registry));
  });

  it('shows each value of its label from the start', async () => {
    const metrics = new Metrics();
    new QuickHistogram(metrics, { name, help, labelName: 'result', values: ['good', 'bad'] });
    const text = await metrics.registry.metrics();
    expect(text).toContain(`${name}_count{result="good"} 0`);
    expect(text).toContain(`${name}_bucket{le="+Inf",result="bad"} 0`);
  });
});
