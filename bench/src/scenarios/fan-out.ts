import { median, type Figure } from '../figures.js';
import { areWanted } from '../options.js';
import type { Scenario } from '../scenario.js';
import { cpuPerPost, describeShares, faults, sideBySide } from './side-by-side.js';

const cases = [
  { readers: 1, target: 2 },
  { readers: 50, target: 4 },
  { readers: 500, target: 10 },
];

/** The most posts per second, all of which reach every reader of the room. */
export const fanOut: Scenario = {
  name: 'fan-out',
  title: 'Posts per second to 1, 50 and 500 readers, as fast as 32 connections get their answers',
  run: async (bench) => {
    const figures: Figure[] = [];
    for (const { readers, target } of cases) {
      if (!areWanted(bench.options, readers)) continue;
      const { product, floor, shares } = await sideBySide(bench, readers, 'closed-loop');
      const share = (of: typeof product) => median(of.map(({ generatorShare }) => generatorShare)).toFixed(2);
      figures.push({
        name: `fan-out/${readers}/posts`,
        title: `posts/s, ${readers} ${readers === 1 ? 'reader' : 'readers'}`,
        unit: '/s',
        better: 'higher',
        product: product.map(({ postsPerSecond }) => postsPerSecond),
        floor: floor.map(({ postsPerSecond }) => postsPerSecond),
        target,
        notes: {
          ...faults(product),
          generator: `${share(product)} (floor ${share(floor)})`,
          'CPU of a post': cpuPerPost(product, floor),
          ...describeShares(shares),
        },
      });
    }
    return figures;
  },
};
