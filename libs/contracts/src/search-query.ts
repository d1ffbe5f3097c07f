import { limits } from './limits.js';

/** What someone looks for, as the parts of one line. */
export type SearchQuery = {
  texts: SearchText[];
  from: SearchName[];
  in: SearchName[];
  has: { what: SearchedThing; isExcluded: boolean }[];
  /** Days, months or years, as written: `2026`, `2026-03`, `2026-03-01`, `today`, `yesterday`. */
  before: string | null;
  after: string | null;
  on: string | null;
};

export type SearchText = {
  text: string;
  isExcluded: boolean;
  /** Longer words that begin with the last word of this text count too. */
  isPrefix: boolean;
};

export type SearchName = { name: string; isExcluded: boolean };
export type SearchedThing = 'link' | 'file';

/** The query, or a sentence that says what is wrong with the line. */
export type ParsedSearch = { isValid: true; query: SearchQuery } | { isValid: false; problem: string };

/** Everything that can stand before a colon, with what it means; in the order in which it is offered. */
export const searchOperators = [
  { name: 'from', example: 'from:alice', meaning: 'written by a person or a webhook; from:me' },
  { name: 'in', example: 'in:"room name"', meaning: 'in one of your rooms' },
  { name: 'on', example: 'on:today', meaning: 'of one day, month or year' },
  { name: 'after', example: 'after:2026-03-01', meaning: 'later than a day' },
  { name: 'before', example: 'before:2026-03-01', meaning: 'earlier than a day' },
  { name: 'has', example: 'has:link', meaning: 'with a link or a file' },
] as const;

type Operator = (typeof searchOperators)[number]['name'];
type Part = { operator: Operator | null; value: string; isQuoted: boolean; isExcluded: boolean };

/** One part: a minus, an operator with its colon, then a text in quotation marks or up to the next space. */
const part = /\s*(-?)(?:(from|in|on|after|before|has):)?(?:"([^"]*)("|$)|(\S*))/giy;
const day = /^(?:\d{4}(?:-\d{2}(?:-\d{2})?)?|today|yesterday)$/;
const things: readonly string[] = ['link', 'file'] satisfies SearchedThing[];

/** Reads one line of search. Pure; what the names mean is the server's to say. */
export function parseSearchQuery(line: string): ParsedSearch {
  try {
    return { isValid: true, query: readQuery(line.replace(/[“”„«»]/g, '"')) };
  } catch (error) {
    if (error instanceof SearchProblem) return { isValid: false, problem: error.message };
    throw error;
  }
}

class SearchProblem extends Error {}

function readQuery(line: string): SearchQuery {
  const query: SearchQuery = { texts: [], from: [], in: [], has: [], before: null, after: null, on: null };
  const parts = partsOf(line);
  if (parts.length > limits.search.maxParts)
    throw new SearchProblem(`A search can have ${String(limits.search.maxParts)} parts; this one has more.`);
  for (const each of parts) add(query, each);
  if (parts.length === 0) throw new SearchProblem('Type a word to search for.');
  if (parts.every(({ isExcluded }) => isExcluded))
    throw new SearchProblem('Say also what to look for, not only what to leave out.');
  markPrefix(query, parts.at(-1));
  return query;
}

function partsOf(line: string): Part[] {
  const parts: Part[] = [];
  part.lastIndex = 0;
  while (part.lastIndex < line.length) {
    const [whole = '', minus, operator, quoted, end, bare = ''] = part.exec(line) ?? [];
    if (whole === '') break;
    if (quoted !== undefined && end === '')
      throw new SearchProblem('A quotation mark is opened and not closed.');
    const value = (quoted ?? bare).trim();
    // A minus by itself, or an empty quotation, says nothing.
    if (value === '' && operator === undefined) continue;
    parts.push({
      operator: (operator?.toLowerCase() ?? null) as Operator | null,
      value,
      isQuoted: quoted !== undefined,
      isExcluded: minus === '-',
    });
  }
  return parts;
}

function add(query: SearchQuery, { operator, value, isQuoted, isExcluded }: Part): void {
  switch (operator) {
    case null:
      query.texts.push({
        text: isQuoted ? value : value.replace(/\*+$/, ''),
        isExcluded,
        isPrefix: !isQuoted && value.endsWith('*'),
      });
      return;
    case 'from':
      query.from.push({
        name: nameOf(value.replace(/^@/, ''), 'from: needs a name, as in from:alice'),
        isExcluded,
      });
      return;
    case 'in':
      query.in.push({ name: nameOf(value, 'in: needs a room, as in in:"room name"'), isExcluded });
      return;
    case 'has':
      query.has.push({ what: thingOf(value), isExcluded });
      return;
    case 'before':
    case 'after':
    case 'on':
      if (isExcluded) throw new SearchProblem(`-${operator}: means nothing; use before:, after: or on:.`);
      if (query[operator] !== null) throw new SearchProblem(`${operator}: can be said once.`);
      query[operator] = dayOf(operator, value);
  }
}

function nameOf(value: string, problem: string): string {
  if (value === '') throw new SearchProblem(`${problem}.`);
  return value;
}

function thingOf(value: string): SearchedThing {
  const singular = value.toLowerCase().replace(/s$/, '');
  if (!things.includes(singular))
    throw new SearchProblem(`has: knows link and file, as in has:link; not "${value}".`);
  // It is one of the list.
  return singular as SearchedThing;
}

function dayOf(operator: string, value: string): string {
  const text = value.toLowerCase();
  if (!day.test(text) || !existsInCalendar(text))
    throw new SearchProblem(
      `${operator}: needs a date such as 2026-03-01, 2026-03, 2026, today or yesterday; "${value}" is none.`,
    );
  return text;
}

function existsInCalendar(text: string): boolean {
  if (!/^\d/.test(text)) return true;
  const [year = 0, month = 1, date = 1] = text.split('-').map(Number);
  const found = new Date(Date.UTC(year, month - 1, date));
  return year >= 1970 && found.getUTCMonth() === month - 1 && found.getUTCDate() === date;
}

/** Whoever types a word last may not have finished it. */
function markPrefix(query: SearchQuery, last: Part | undefined): void {
  const text = query.texts.at(-1);
  if (text !== undefined && last?.operator === null && !last.isQuoted && !last.isExcluded)
    text.isPrefix = true;
}
