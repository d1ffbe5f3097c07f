import { expect, it } from 'vitest';
import { collectPages, type PageRequest } from './pages.js';

it('walks a list of three pages to its end, in order', async () => {
  const asked: PageRequest[] = [];
  const pages = [
    { items: [1, 2], nextCursor: 'a' },
    { items: [3, 4], nextCursor: 'b' },
    { items: [5], nextCursor: null },
  ];
  const items = await collectPages((request) => {
    asked.push(request);
    return Promise.resolve(pages[asked.length - 1] ?? { items: [], nextCursor: null });
  }, 2);
  expect(items).toEqual([1, 2, 3, 4, 5]);
  expect(asked).toEqual([{ limit: 2 }, { limit: 2, cursor: 'a' }, { limit: 2, cursor: 'b' }]);
});
