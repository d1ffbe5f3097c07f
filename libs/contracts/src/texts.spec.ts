import { describe, expect, it } from 'vitest';
import { singleLine } from './texts.js';

const name = singleLine(10);
const problemsOf = (text: string) => name.safeParse(text).error?.issues.map((issue) => issue.message);

describe('a name of one line of up to 10 characters', () => {
  it.each([
    ['Operations', 'Operations'],
    ['  Build\t', 'Build'],
    ['東京 オフィス', '東京 オフィス'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['👨‍👩‍👧', '👨‍👩‍👧'],
    ['-', '-'],
    ['a\ud800', 'a\ufffd'],
  ])('takes %j as %j', (text, taken) => {
    expect(name.parse(text)).toBe(taken);
  });

  it.each([
    ['', 'must not be empty'],
    [' \u3000\u00a0\ufeff', 'must not be empty'],
    ['\u200d\u200c', 'must not be blank'],
    ['\u3164\u2800', 'must not be blank'],
    ['\u0301', 'must not be blank'],
    ['Operations!', 'must be at most 10 characters long'],
    ['a\nb', 'must be one line without control characters'],
    ['a\u0000', 'must be one line without control characters'],
    ['a\u0085b', 'must be one line without control characters'],
    ['a\u2029b', 'must be one line without control characters'],
    ['a\u202eb', 'must be one line without control characters'],
    ['a\u200bb', 'must be one line without control characters'],
    ['a\u2060b', 'must be one line without control characters'],
  ])('refuses %j with one sentence: %s', (text, sentence) => {
    expect(problemsOf(text)).toEqual([sentence]);
  });
});
