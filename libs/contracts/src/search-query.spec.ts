import { describe, expect, it } from 'vitest';
import { limits } from './limits.js';
import { parseSearchQuery, type SearchQuery } from './search-query.js';

const nothing: SearchQuery = { texts: [], from: [], in: [], has: [], before: null, after: null, on: null };

function query(line: string): SearchQuery {
  const parsed = parseSearchQuery(line);
  if (!parsed.isValid) throw new Error(parsed.problem);
  return parsed.query;
}

function problem(line: string): string {
  const parsed = parseSearchQuery(line);
  return parsed.isValid ? 'none' : parsed.problem;
}

describe('a search', () => {
  it('is words, of which the last may be unfinished', () => {
    expect(query(' deploy  fail ').texts).toEqual([
      { text: 'deploy', isExcluded: false, isPrefix: false },
      { text: 'fail', isExcluded: false, isPrefix: true },
    ]);
  });

  it('holds phrases, also in the quotation marks of word processors, and words to leave out', () => {
    expect(query('"out of disk" -test “two words” -"on purpose"').texts).toEqual([
      { text: 'out of disk', isExcluded: false, isPrefix: false },
      { text: 'test', isExcluded: true, isPrefix: false },
      { text: 'two words', isExcluded: false, isPrefix: false },
      { text: 'on purpose', isExcluded: true, isPrefix: false },
    ]);
  });

  it('takes a star for the rest of a word', () => {
    expect(query('dep* x').texts[0]).toEqual({ text: 'dep', isExcluded: false, isPrefix: true });
  });

  it.each(['http://example.com:80/x', 'worker-3', '1.4.2', 'a:b', 'C++', 'note:"x"'])(
    'takes %s for words, for it holds no operator',
    (line) => {
      expect(query(line).texts.length).toBeGreaterThan(0);
      expect(query(line)).toMatchObject({ from: [], in: [], has: [] });
    },
  );

  it('knows authors and rooms, with quotation marks, in any case, and what to leave out', () => {
    expect(query('FROM:@alice from:"Nightly build" -in:Kitchen in:"Server room"')).toEqual({
      ...nothing,
      from: [
        { name: 'alice', isExcluded: false },
        { name: 'Nightly build', isExcluded: false },
      ],
      in: [
        { name: 'Kitchen', isExcluded: true },
        { name: 'Server room', isExcluded: false },
      ],
    });
  });

  it('knows days, months and years, and what a message has', () => {
    expect(query('on:today after:2026-02 before:2027 has:link -has:files')).toEqual({
      ...nothing,
      on: 'today',
      after: '2026-02',
      before: '2027',
      has: [
        { what: 'link', isExcluded: false },
        { what: 'file', isExcluded: true },
      ],
    });
  });

  it('makes no prefix of a word that something else follows', () => {
    expect(query('deploy from:me').texts[0]?.isPrefix).toBe(false);
  });

  it.each([
    ['', 'Type a word to search for.'],
    ['  "" - ', 'Type a word to search for.'],
    ['-deploy', 'Say also what to look for, not only what to leave out.'],
    ['"out of', 'A quotation mark is opened and not closed.'],
    ['x from:', 'from: needs a name, as in from:alice.'],
    ['in:""', 'in: needs a room, as in in:"room name".'],
    ['has:cheese', 'has: knows link and file, as in has:link; not "cheese".'],
    [
      'on:2026-02-30',
      'on: needs a date such as 2026-03-01, 2026-03, 2026, today or yesterday; "2026-02-30" is none.',
    ],
    [
      'before:friday',
      'before: needs a date such as 2026-03-01, 2026-03, 2026, today or yesterday; "friday" is none.',
    ],
    ['on:2026 on:2027', 'on: can be said once.'],
    ['x -after:2026', '-after: means nothing; use before:, after: or on:.'],
  ])('that is wrong gets a sentence: %s', (line, sentence) => {
    expect(problem(line)).toBe(sentence);
  });

  it(`can have ${limits.search.maxParts} parts, and not one more`, () => {
    const words = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`).join(' ');
    expect(query(words(limits.search.maxParts)).texts).toHaveLength(limits.search.maxParts);
    expect(problem(words(limits.search.maxParts + 1))).toBe('A search can have 30 parts; this one has more.');
  });

  it('is read in time that grows no faster than its text', () => {
    const startedAt = performance.now();
    for (const line of ['"'.repeat(5_000), 'from:'.repeat(5_000), '- '.repeat(5_000), ' '.repeat(50_000)])
      parseSearchQuery(line);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});
