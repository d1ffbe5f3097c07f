import { describe, expect, it } from 'vitest';
import { pageFrom } from './page.js';

const idOf = (id: string) => id;

describe('a page of 2', () => {
  it.each([
    ['0 rows', [], { items: [], nextCursor: null }],
    ['1 row', ['a'], { items: ['a'], nextCursor: null }],
    ['2 rows', ['a', 'b'], { items: ['a', 'b'], nextCursor: null }],
    ['3 rows', ['a', 'b', 'c'], { items: ['a', 'b'], nextCursor: 'b' }],
  ])('is made from %s', (_case, rows, page) => {
    expect(pageFrom(rows, 2, idOf)).toEqual(page);
  });
});
