import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMessage } from './parse.js';
import { excerpt } from './plain-text.js';
import { shownText } from './shown-text.js';

const kinds = (text: string, place: 'text' | 'code' = 'text') =>
  shownText(text, place).map((part) => (part.kind === 'invisible' ? part.label : part.kind));

describe('text is shown as it is', () => {
  it.each([
    ['words', 'The build is green.'],
    ['tabs and line ends', 'a\tb\nc'],
    ['accents, composed or not', 'café cafe\u0301 Tiế\u0323ng'],
    ['Hebrew with vowels and cantillation', 'בְּרֵאשִׁ֖ית בָּרָ֣א'],
    ['Arabic with marks', 'بِسْمِ ٱللَّٰهِ'],
    ['Tibetan stacks', 'རྒྱལ་རྫོགས'],
    ['Thai', 'ที่นี่'],
    ['Hangul of single letters', '\u1112\u1161\u11ab\u1100\u1173\u11af'],
    ['joiners in Persian', 'می‌خواهم'],
    ['isolates around a name', '\u2068Alice\u2069 left'],
    ['emoji of many parts', '👩‍👩‍👧‍👦 🧑🏽‍🚀 ❤️ 🇩🇪'],
    ['the flag of Scotland', '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
  ])('%s', (_title, text) => {
    expect(shownText(text, 'text')).toEqual([{ kind: 'plain', text }]);
  });
});

describe('what cannot be seen is named', () => {
  it.each([
    ['an override of the direction', 'invoice\u202egpj.exe', ['plain', 'U+202E', 'plain']],
    ['a colour of a terminal', '\u001b[31mred', ['^[', 'plain']],
    ['hidden text in tags', 'ok\u{e0061}', ['plain', 'U+E0061']],
  ])('%s', (_title, text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  it.each([
    [
      'isolates that reorder a source',
      'if (\u2066a\u2069) {',
      ['plain', 'U+2066', 'plain', 'U+2069', 'plain'],
    ],
    ['spaces of no width', 'a\u200bb\ufeff', ['plain', 'U+200B', 'plain', 'U+FEFF']],
    ['a letter that is blank', 'let \u3164 = 1', ['plain', 'U+3164', 'plain']],
    ['a soft hyphen', 'rm\u00ad', ['plain', 'U+00AD']],
  ])('in code: %s', (_title, text, expected) => {
    expect(kinds(text, 'code')).toEqual(expected);
  });
});

describe('towers of marks', () => {
  it('begin with the fifth mark on a letter', () => {
    expect(kinds(`a${'\u0301'.repeat(4)}`)).toEqual(['plain']);
    expect(kinds(`a${'\u0301'.repeat(5)}`)).toEqual(['stacked']);
  });

  it.each([
    ['joiners', 'a' + '\ufe0f\u200d\u20e3'.repeat(30)],
    ['vowels without a consonant', '\u1160'.repeat(30)],
  ])('are also %s strung together without end', (_title, text) => {
    expect(shownText(text, 'text')).toEqual([{ kind: 'stacked', text }]);
  });

  it('are kept together where they stand together', () => {
    const tower = '\u0300\u0301\u0302\u0303\u0304';
    expect(shownText(`is h${tower}e${tower} here`, 'text')).toEqual([
      { kind: 'plain', text: 'is ' },
      { kind: 'stacked', text: `h${tower}e${tower}` },
      { kind: 'plain', text: ' here' },
    ]);
  });
});

it('shows every character of any text once', () => {
  const hostile = fc
    .array(fc.constantFrom('a', '\u0301', '\u202e', '\0', '🏴', '\u{e0067}', '\u{e007f}', '\n', '\ud800'))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(
      fc.oneof(hostile, fc.string({ unit: 'binary' })),
      fc.constantFrom('text', 'code'),
      (text, place) => {
        const parts = shownText(text, place);
        expect(parts.map((part) => (part.kind === 'invisible' ? part.character : part.text)).join('')).toBe(
          text,
        );
      },
    ),
  );
});

it('takes both out of an excerpt, which has one line among others', () => {
  const text = `one\u202eowt\u202c thr${'\u0301'.repeat(900)}ee \u001b four`;
  expect(excerpt(parseMessage(text, 'plain'), 40)).toBe(`oneowt thr${'\u0301'.repeat(4)}ee four`);
});
