import { limits, parseSearchQuery } from '@carillon/contracts';
import { describe, expect, it } from 'vitest';
import { excerptOf } from './excerpt.js';
import { termOf } from './text-query.js';

/** The excerpt with its matches in brackets. */
function shown(content: string, search: string): string {
  const parsed = parseSearchQuery(search);
  if (!parsed.isValid) throw new Error(parsed.problem);
  const terms = parsed.query.texts.flatMap((text) => termOf(text) ?? []);
  const { text, matches } = excerptOf(content, 'markdown', terms);
  expect(text.length).toBeLessThanOrEqual(limits.search.maxExcerptLength);
  return matches
    .toReversed()
    .reduce(
      (marked, { start, end }) =>
        `${marked.slice(0, start)}[${marked.slice(start, end)}]${marked.slice(end)}`,
      text,
    );
}

describe('an excerpt', () => {
  it.each([
    ['Deploy **failed** on `worker-3`', 'fail worker-3', 'Deploy failed on [worker-3]'],
    ['Deploy **failed** on `worker-3`', 'worker-3 fail', 'Deploy [failed] on [worker-3]'],
    ['Version 1.4.2 and 1.4.20', '"1.4.2"', 'Version [1.4.2] and 1.4.20'],
    ['ein Café am See', 'CAFE', 'ein [Café] am See'],
    ['one\n\ntwo', 'two', 'one [two]'],
    ['out of disk, out of', '"out of disk"', '[out of disk], out of'],
    [
      'see [the log](https://ci.example.com/7)',
      'ci.example.com',
      'see [the log](https://[ci.example.com]/7)',
    ],
    ['<b>bold</b> & "x"', 'bold', '<b>[bold]</b> & "x"'],
    ['nothing of it', 'from:me', 'nothing of it'],
    ['keep this', 'this -keep', 'keep [this]'],
  ])('of %s for %s', (content, search, expected) => {
    // A word before the last is looked for as it is: "fail" is none of the words here.
    expect(shown(content, search)).toBe(expected);
  });

  it('of a long message is the part around the first match, cut between words', () => {
    const content = `${'before '.repeat(200)}needle ${'after '.repeat(200)}`;
    expect(shown(content, 'needle')).toMatch(/^…(before )+\[needle\] (after ?)+…$/);
    expect(shown(content, 'before')).toMatch(/^\[before\].*…$/);
  });

  it('is never cut within a character', () => {
    const content = `${'🚀'.repeat(300)} needle ${'🚀'.repeat(300)}`;
    expect(shown(content, 'needle').isWellFormed()).toBe(true);
  });
});
