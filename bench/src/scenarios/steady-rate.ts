import type { Figure } from '../figures.js';
import { areWanted } from '../options.js';
import type { Scenario } from '../scenario.js';
import { faults, sideBySide } from './side-by-side.js';

/** Modest for both systems: a fraction of what the floor can do. */
const cases = [
  { readers: 1, rate: 200 },
  { readers: 50, rate: 100 },
  { readers: 500, rate: 20 },
];

/** How long a post takes to its last reader when the server is far from busy. */
export const steadyRate: Scenario = {
  name: 'steady-rate',
  title: 'Time from a post to its last reader, at a modest fixed rate',
  run: async (bench) => {
    const figures: Figure[] = [];
    for (const { readers, rate } of bench.options.isQuick ? cases.slice(1, 2) : cases) {
      if (!areWanted(bench.options, readers)) continue;
      const { product, floor } = await sideBySide(bench, readers, rate);
      for (const [name, target] of [
        ['p50', 1.3],
        ['p99', 2],
      ] as const)
        figures.push({
          name: `steady-rate/${readers}/${name}`,
          title: `${name} to the last of ${readers} at ${rate}/s`,
          unit: 'ms',
          better: 'lower',
          product: product.map((measurement) => measurement[name]),
          floor: floor.map((measurement) => measurement[name]),
          target,
          notes: faults(product),
        });
    }
    return figures;
  },
};
