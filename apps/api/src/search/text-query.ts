import type { SearchText } from '@carillon/contracts';
import { wordsOf } from './words.js';

/** What is looked for in texts: a row of words that stand beside each other. */
export type Term = {
  /** At least one, folded. */
  words: readonly string[];
  isExcluded: boolean;
  isPrefix: boolean;
};

/** Shorter beginnings are the beginning of too much. Unit: UTF-16 code units, inclusive. */
const minPrefixLength = 2;

/** The words of a part of a search; null where it has none, such as `--`. */
export function termOf({ text, isExcluded, isPrefix }: SearchText): Term | null {
  const words = wordsOf(text).map(({ folded }) => folded);
  const last = words.at(-1);
  if (last === undefined) return null;
  return { words, isExcluded, isPrefix: isPrefix && last.length >= minPrefixLength };
}

/** A `tsquery` literal: every term, and of each group of marks at least one. Null where nothing is asked. */
export function textQuery(terms: readonly Term[], anyOfMarks: readonly (readonly string[])[]): string | null {
  const parts = [
    ...anyOfMarks.filter((marks) => marks.length > 0).map((marks) => `(${marks.map(quoted).join(' | ')})`),
    ...terms.map(partOf),
  ];
  return parts.length === 0 ? null : parts.join(' & ');
}

function partOf({ words, isExcluded, isPrefix }: Term): string {
  const row = words
    .map((word, index) => (isPrefix && index === words.length - 1 ? `${quoted(word)}:*` : quoted(word)))
    .join(' <-> ');
  return `${isExcluded ? '!' : ''}(${row})`;
}

/** Words are letters and digits, so nothing in them has a meaning of its own between these. */
function quoted(word: string): string {
  return `'${word}'`;
}
