/** A text and what is selected in it: what a button of the composer gets, and what it makes of it. */
export type Edit = { text: string; start: number; end: number };

/** Puts marks such as `**` around the selection, or takes them away if they are there. */
export function toggleMark(edit: Edit, mark: string): Edit {
  const { text, start, end } = withoutOuterSpace(edit);
  const selected = text.slice(start, end);
  if (text.slice(0, start).endsWith(mark) && text.slice(end).startsWith(mark)) {
    return replaced(text, start - mark.length, end + mark.length, selected, 0, selected.length);
  }
  if (selected.length > 2 * mark.length && selected.startsWith(mark) && selected.endsWith(mark)) {
    const inner = selected.slice(mark.length, -mark.length);
    return replaced(text, start, end, inner, 0, inner.length);
  }
  return replaced(text, start, end, mark + selected + mark, mark.length, mark.length + selected.length);
}

/** Marks with a space inside them would be no marks. */
function withoutOuterSpace({ text, start, end }: Edit): Edit {
  const selected = text.slice(start, end);
  if (selected.trim() === '') return { text, start, end };
  const before = selected.length - selected.trimStart().length;
  return { text, start: start + before, end: start + before + selected.trim().length };
}

/** A piece of code in its line, or lines of it between fences. */
export function toggleCode(edit: Edit): Edit {
  const selected = edit.text.slice(edit.start, edit.end);
  if (selected.includes('\n')) return fence(edit);
  if (!/`./.test(selected.slice(1, -1))) return toggleMark(edit, '`');
  const mark = '`'.repeat(longestRun(selected, /`+/g) + 1);
  return replaced(edit.text, edit.start, edit.end, `${mark} ${selected} ${mark}`, mark.length + 1);
}

function fence({ text, start, end }: Edit): Edit {
  const before = text.slice(0, start);
  const block = fenced(text.slice(start, end), null);
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  const after = text.slice(end);
  const rest = after === '' || after.startsWith('\n') ? '' : '\n';
  return replaced(text, start, end, gap + block + rest, (gap + block).length, (gap + block).length);
}

/** Code between fences longer than any run of backticks in it. */
export function fenced(code: string, language: string | null): string {
  const mark = '`'.repeat(Math.max(3, longestRun(code, /`+/g) + 1));
  return `${mark}${language ?? ''}\n${code.replace(/\n$/, '')}\n${mark}`;
}

function longestRun(text: string, run: RegExp): number {
  return Math.max(0, ...[...text.matchAll(run)].map(([found]) => found.length));
}

const emptyAddress = 'https://';

/** A link with the selection as its label, or as its address if it is one; what is missing is selected next. */
export function makeLink(edit: Edit, address = emptyAddress): Edit {
  const { text, start, end } = withoutOuterSpace(edit);
  const selected = text.slice(start, end);
  if (isAddress(selected)) return replaced(text, start, end, `[](${selected})`, 1, 1);
  const link = `[${selected}](${address})`;
  if (selected === '') return replaced(text, start, end, link, 1, 1);
  const isDone = address !== emptyAddress;
  return replaced(
    text,
    start,
    end,
    link,
    isDone ? link.length : selected.length + 3,
    link.length - (isDone ? 0 : 1),
  );
}

/** Whether a text is one web address and nothing else. */
export function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text.trim());
}

/** Puts a mark such as `- ` before every line of the selection, or takes it away if all have it. */
export function toggleLines({ text, start, end }: Edit, mark: string): Edit {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  const to = lineEnd === -1 ? text.length : lineEnd;
  const lines = text.slice(from, to).split('\n');
  const haveAll = lines.every((line) => line.startsWith(mark));
  const changed = lines.map((line) =>
    haveAll ? line.slice(mark.length) : line.startsWith(mark) ? line : mark + line,
  );
  const result = changed.join('\n');
  const isCaret = start === end;
  return replaced(text, from, to, result, isCaret ? result.length : 0, result.length);
}

const marker = /^(\s*(?:[-*+]|\d{1,9}[.)])\s(?:\[[ xX]\]\s)?|(?:\s*>\s?)+)/;

/** A new line that goes on with the list or the quote of the line before; an empty item ends it. Null elsewhere. */
export function continueLine({ text, start, end }: Edit): Edit | null {
  if (start !== end) return null;
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const line = text.slice(from, start);
  const found = marker.exec(line)?.[0];
  if (found === undefined || isInFence(text.slice(0, from))) return null;
  if (line === found) return replaced(text, from, start, '', 0, 0);
  const next = found.replace(/\d+/, (number) => String(Number(number) + 1)).replace(/\[[xX]\]/, '[ ]');
  return replaced(text, start, end, `\n${next}`, next.length + 1, next.length + 1);
}

/** Whether a text ends inside a block of code. */
export function isInFence(before: string): boolean {
  return (before.match(/^ {0,3}(?:```|~~~)/gm) ?? []).length % 2 === 1;
}

/** Puts a text where the selection is, with the caret behind it. */
export function insert({ text, start, end }: Edit, inserted: string): Edit {
  return replaced(text, start, end, inserted, inserted.length, inserted.length);
}

/** `selectFrom` and `selectTo` count from the beginning of what is put in. */
function replaced(
  text: string,
  from: number,
  to: number,
  put: string,
  selectFrom: number,
  selectTo = selectFrom,
): Edit {
  return { text: text.slice(0, from) + put + text.slice(to), start: from + selectFrom, end: from + selectTo };
}
