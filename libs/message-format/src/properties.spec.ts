import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mentionsIn } from './mentions.js';
import { parseMessage } from './parse.js';
import { excerpt, isEmojiOnly, plainText } from './plain-text.js';

const format = fc.constantFrom('markdown' as const, 'plain' as const);
/** Text rich in what the syntax is made of. */
const marks = fc
  .array(
    fc.constantFrom(
      ...Array.from('*_~`[]()<>!#|-+:;=@&\\/. \n\tab1'),
      '\0',
      '👍',
      'é',
      'http://',
      'www.',
      '@All',
      ':+1:',
      '> ',
      '- ',
    ),
    {
      maxLength: 200,
    },
  )
  .map((parts) => parts.join(''));

// A busy machine may take its time over the first readings.
describe('any text', { timeout: 30_000 }, () => {
  it('is read without an exception, by every function', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), marks), format, (content, as) => {
        const document = parseMessage(content, as);
        plainText(document);
        excerpt(document, 20);
        isEmojiOnly(document);
        mentionsIn(document);
      }),
      { numRuns: 1_000 },
    );
  });

  it('shows something if there is something', () => {
    fc.assert(
      fc.property(marks, format, (content, as) => {
        fc.pre(content.trim() !== '');
        expect(parseMessage(content, as).blocks).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('has only targets that may be followed', () => {
    fc.assert(
      fc.property(marks, format, (content, as) => {
        const targets = JSON.stringify(parseMessage(content, as)).matchAll(/"(?:href|src)":"([^"]*)"/g);
        for (const [, target = ''] of targets) {
          expect(target).toMatch(/^(?:https?:\/\/|mailto:)/i);
          expect(URL.canParse(target)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('text of words only', () => {
  const words = fc
    .array(fc.stringMatching(/^[a-zäß]{1,12}$/), { minLength: 1, maxLength: 30 })
    .map((list) => list.join(' '));

  it('is its own plain text', () => {
    fc.assert(
      fc.property(words, format, (text, as) => {
        expect(plainText(parseMessage(text, as))).toBe(text);
      }),
    );
  });

  it('gives an excerpt no longer than asked for, and its own beginning', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 50 }), (text, max) => {
        const cut = excerpt(parseMessage(text, 'markdown'), max);
        expect(Array.from(cut.replace('…', '')).length).toBeLessThanOrEqual(max);
        expect(text.startsWith(cut.replace('…', ''))).toBe(true);
      }),
    );
  });
});
