/** Rows drawn as one piece: few enough to draw at once, many enough that ten thousand are some hundred pieces. */
export const chunkSize = 50;

export type Chunk<Item> = { key: number; items: readonly Item[] };

/**
 * Cuts a list into pieces that stay the same when it grows at either end: they are counted from the item at `origin`,
 * those in front of it with negative keys. Only the first piece and the last may be short.
 */
export function inChunks<Item>(items: readonly Item[], origin: number): Chunk<Item>[] {
  const chunks: Chunk<Item>[] = [];
  const firstKey = 0 - Math.ceil(origin / chunkSize);
  for (let key = firstKey; origin + key * chunkSize < items.length; key += 1) {
    const start = origin + key * chunkSize;
    chunks.push({ key, items: items.slice(Math.max(start, 0), start + chunkSize) });
  }
  return chunks;
}
