import type { Page, PageQuery } from '@carillon/contracts';

/** Where a walk through a list goes on, and how much it takes at once. */
export type PageRequest = Partial<PageQuery>;

/** Walks a list to its end and answers all of it, in order. */
export async function collectPages<Item>(
  readPage: (request: PageRequest) => Promise<Page<Item>>,
  limit: number,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await readPage(cursor === null ? { limit } : { limit, cursor });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}
