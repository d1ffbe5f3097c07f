export type Cell = string | number;
export type Table = { title: string; head: string[]; rows: Cell[][] };

/** As Markdown, so that it can be put into a document as it is. */
export function markdownOf({ title, head, rows }: Table): string {
  const cells = [head, ...rows.map((row) => row.map((cell) => textOf(cell)))];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0), 3));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  const [first = [], ...others] = cells;
  return [`**${title}**`, '', line(first), rule, ...others.map(line)].join('\n');
}

/** Two digits are all that a model like this can tell. */
export function textOf(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (!Number.isFinite(cell)) return '-';
  const rounded = Number(cell.toPrecision(2));
  return rounded.toLocaleString('en-US');
}

/** Of the time that is there; work counts when it begins, so that a little more may come out. */
export function share(part: number): string {
  return `${Math.round(Math.min(1, part) * 100)}%`;
}
