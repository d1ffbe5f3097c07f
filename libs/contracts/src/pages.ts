import { z } from 'zod';
import { limits } from './limits.js';

/** Size of a page, from a query string. */
export const pageLimit = z.coerce
  .number()
  .int()
  .min(1)
  .max(limits.pages.maxSize)
  .default(limits.pages.defaultSize);

/** Query of a list that is walked forward with the cursor of the answer before. */
export const pageQuery = z.object({ cursor: z.guid().toLowerCase().optional(), limit: pageLimit });
export type PageQuery = z.infer<typeof pageQuery>;

/** A page of a list; `nextCursor` is null on the last one. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export type Page<Item> = { items: Item[]; nextCursor: string | null };
