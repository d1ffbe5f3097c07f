import type { Page } from '@carillon/contracts';

/** A page from one row more than asked for: that row only tells that there is a next page. */
export function pageFrom<Item>(rows: Item[], limit: number, cursorOf: (last: Item) => string): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
