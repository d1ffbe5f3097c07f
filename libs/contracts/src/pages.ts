import { z } from 'zod';
import { limits } from './limits.js';

/** Size of a page of at most `max` items, from a query string. */
export function pageLimitUpTo(max: number) {
  return z.coerce.number().int().min(1).max(max).default(limits.pages.defaultSize);
}

export const pageLimit = pageLimitUpTo(limits.pages.maxSize);

/** What to search a list by. */
export const searchText = z
  .string()
  .trim()
  .max(
    limits.pages.maxSearchLength,
    `must be at most ${String(limits.pages.maxSearchLength)} characters long`,
  );

/** Query of a list that is walked forward with the cursor of the answer before. */
export const pageQuery = z.object({ cursor: z.guid().toLowerCase().optional(), limit: pageLimit });
export type PageQuery = z.infer<typeof pageQuery>;

/** A page of a list; `nextCursor` is null on the last one. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export type Page<Item> = { items: Item[]; nextCursor: string | null };
