import { expect, it } from 'vitest';
import { isMet, median, quantile, summarize, type Figure } from './figures.js';
import { Tally } from './load/tally.js';

const figure: Figure = {
  name: 'x',
  title: 'x',
  unit: '/s',
  better: 'higher',
  product: [10, 40, 30],
  floor: [10, 10, 10],
};

it('takes the median round', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(3);
  expect(quantile([1, 2, 3, 4], 0.99)).toBe(4);
});

it('compares each round with the floor of that round', () => {
  expect(summarize(figure)).toEqual({ value: 30, ratio: 3, lowest: 1, highest: 4 });
  expect(isMet({ ...figure, target: 3 })).toBe(true);
  expect(isMet({ ...figure, target: 3.1 })).toBe(false);
  expect(isMet({ ...figure, better: 'lower', target: 2 })).toBe(false);
  expect(isMet(figure)).toBeUndefined();
});

it('finds lost and doubled deliveries', () => {
  const tally = new Tally(100, 10);
  tally.sent = 3;
  for (const number of [100, 100, 101, 102, 102, 102, 99]) tally.deliver(number, 1);
  expect(tally.count(2)).toEqual({ lost: 1, doubled: 1 });
  expect(tally.complete(2)).toEqual([0, 2]);
  expect(tally.late).toBe(1);
});
