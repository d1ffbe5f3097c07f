import { limits, type MatchRange, type MessageFormat } from '@carillon/contracts';
import { excerpt, parseMessage } from '@carillon/message-format';
import type { Term } from './text-query.js';
import { wordsOf, type Word } from './words.js';

const { maxExcerptLength } = limits.search;
/** What is shown before the first match. Unit: UTF-16 code units. */
const leadLength = 60;
/** How far to look for a space to cut at. Unit: UTF-16 code units. */
const cutSlack = 20;

export type Excerpt = { text: string; matches: MatchRange[] };

/**
 * The part of a message around its first match, as plain text on one line, with where the matches are. What was only
 * found in the marks of the message, such as the address behind a link, is shown as it was written.
 */
export function excerptOf(content: string, format: MessageFormat, terms: readonly Term[]): Excerpt {
  const wanted = terms.filter(({ isExcluded }) => !isExcluded);
  const shown = excerpt(parseMessage(content, format), Infinity);
  const found = matchesIn(shown, wanted);
  if (found.length > 0 || wanted.length === 0) return cut(shown, found);
  const written = content.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  const inWritten = matchesIn(written, wanted);
  return inWritten.length > 0 ? cut(written, inWritten) : cut(shown, []);
}

/** Where the terms stand in a text; in order, and none over another. */
export function matchesIn(text: string, terms: readonly Term[]): MatchRange[] {
  const words = wordsOf(text);
  const found: MatchRange[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const length = Math.max(0, ...terms.map((term) => (standsAt(words, at, term) ? term.words.length : 0)));
    const [first, last] = [words[at], words[at + length - 1]];
    if (length === 0 || first === undefined || last === undefined) continue;
    found.push({ start: first.start, end: last.end });
    at += length - 1;
  }
  return found;
}

function standsAt(words: readonly Word[], at: number, { words: wanted, isPrefix }: Term): boolean {
  return wanted.every((word, index) => {
    const there = words[at + index]?.folded;
    const isOpen = isPrefix && index === wanted.length - 1;
    return isOpen ? there?.startsWith(word) === true : there === word;
  });
}

function cut(line: string, matches: readonly MatchRange[]): Excerpt {
  if (line.length <= maxExcerptLength) return { text: line, matches: [...matches] };
  const wanted = Math.min((matches[0]?.start ?? 0) - leadLength, line.length - maxExcerptLength + 2);
  const start = wanted <= 0 ? 0 : placeToCut(line, wanted, 1);
  const room = maxExcerptLength - 2;
  const end = start + room >= line.length ? line.length : placeToCut(line, start + room, -1);
  const before = start > 0 ? '…' : '';
  const shift = before.length - start;
  return {
    text: `${before}${line.slice(start, end)}${end < line.length ? '…' : ''}`,
    matches: matches
      .filter((match) => match.start >= start && match.end <= end)
      .map((match) => ({ start: match.start + shift, end: match.end + shift })),
  };
}

/** At a space where there is one near; never within a character of two code units. */
function placeToCut(line: string, wanted: number, step: 1 | -1): number {
  for (let moved = 0; moved <= cutSlack; moved += 1) {
    const at = wanted + moved * step;
    if (line[step === 1 ? at - 1 : at] === ' ') return at;
  }
  return /[\udc00-\udfff]/.test(line[wanted] ?? '') ? wanted - 1 : wanted;
}
