import type { EmojiChoice, EmojiGroup } from '@carillon/message-format';

/** Emoji beside each other in the picker; the style sheet has the same number. */
export const columns = 8;

/** An emoji with its place among all that are shown. */
export type Placed = EmojiChoice & { index: number };
export type PlacedGroup = { title: string; emoji: Placed[] };

/** Numbers all emoji through their groups. */
export function placed(groups: readonly EmojiGroup[]): PlacedGroup[] {
  let index = 0;
  return groups.map(({ title, emoji }) => ({
    title,
    emoji: emoji.map((choice) => {
      index += 1;
      return { ...choice, index: index - 1 };
    }),
  }));
}

/** Where a key leads from the emoji at `from`; null where it is not one that moves. */
export function moved(groups: readonly PlacedGroup[], from: number, key: string): number | null {
  const count = groups.reduce((sum, { emoji }) => sum + emoji.length, 0);
  if (count === 0) return null;
  if (key === 'ArrowRight') return Math.min(from + 1, count - 1);
  if (key === 'ArrowLeft') return Math.max(from - 1, 0);
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return null;
  const rows = groups.flatMap(({ emoji }) => rowsOf(emoji));
  const row = rows.findIndex((places) => places.some(({ index }) => index === from));
  const column = rows[row]?.findIndex(({ index }) => index === from) ?? 0;
  const target = rows[row + (key === 'ArrowDown' ? 1 : -1)];
  return (target?.[column] ?? target?.at(-1))?.index ?? from;
}

function rowsOf(emoji: readonly Placed[]): Placed[][] {
  return Array.from({ length: Math.ceil(emoji.length / columns) }, (_, row) =>
    emoji.slice(row * columns, (row + 1) * columns),
  );
}
