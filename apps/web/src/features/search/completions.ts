import { searchOperators } from '@carillon/contracts';

/** What may be written next: the words on the button, what they mean, and the whole line with them. */
export type Completion = { text: string; meaning: string; line: string };

/** Inclusive. */
const maxCompletions = 8;
/** The last part of a line, which is being written: a minus, an operator, a text that may be in quotation marks. */
const lastPart = /(?:^|\s)(-?)(?:([a-z]+):)?("[^"]*|[^\s"]*)$/i;

const values: Partial<Record<string, readonly string[]>> = {
  has: ['link', 'file'],
  on: ['today', 'yesterday'],
  after: ['yesterday'],
  before: ['today'],
};

/** How a line of search may go on: operators, and where one was written, what can stand behind it. */
export function completionsOf(
  line: string,
  rooms: readonly string[],
  people: readonly string[],
): Completion[] {
  const [whole = '', minus = '', operator, written = ''] = lastPart.exec(line) ?? [];
  const before = line.slice(0, line.length - whole.trimStart().length);
  const typed = written.replace(/^"/, '').toLowerCase();
  if (operator === undefined) return written.startsWith('"') ? [] : operators(before, minus, typed);
  const known = { in: rooms, from: people, ...values }[operator.toLowerCase()] ?? [];
  return known
    .filter((value) => value.toLowerCase().includes(typed) && value.toLowerCase() !== typed)
    .slice(0, maxCompletions)
    .map((value) => {
      const text = `${minus}${operator.toLowerCase()}:${quoted(value)}`;
      return { text: value, meaning: '', line: `${before}${text} ` };
    });
}

function operators(before: string, minus: string, typed: string): Completion[] {
  return searchOperators
    .filter(({ name }) => name.startsWith(typed))
    .map(({ name, meaning }) => ({ text: `${name}:`, meaning, line: `${before}${minus}${name}:` }));
}

function quoted(value: string): string {
  return /^[^\s"]+$/.test(value) ? value : `"${value.replaceAll('"', '')}"`;
}
