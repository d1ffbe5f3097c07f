import { expect, it } from 'vitest';
import { chunkSize, inChunks } from './chunks';

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

it('cuts a list into pieces of 50, the last one short', () => {
  const chunks = inChunks(range(0, 2 * chunkSize + 1), 0);
  expect(chunks.map(({ key, items }) => [key, items.length])).toEqual([
    [0, 50],
    [1, 50],
    [2, 1],
  ]);
});

it('keeps every whole piece when the list grows at both ends', () => {
  const before = inChunks(range(0, 120), 0);
  const after = inChunks([...range(-70, 0), ...range(0, 120), ...range(120, 130)], 70);
  expect(after.map(({ key, items }) => [key, items.length])).toEqual([
    [-2, 20],
    [-1, 50],
    [0, 50],
    [1, 50],
    [2, 30],
  ]);
  expect(after.slice(2, 4)).toEqual(before.slice(0, 2));
  expect(after.flatMap(({ items }) => items)).toEqual(range(-70, 130));
});

it('makes nothing of nothing', () => {
  expect(inChunks([], 0)).toEqual([]);
});
