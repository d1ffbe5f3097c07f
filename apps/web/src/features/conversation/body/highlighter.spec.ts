import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeTokens } from './highlighter';

describe('code of a known language', () => {
  it.each([
    ['json', '{"up": true, "n": 4.2}', { text: '"up"', kind: 'name' }],
    ['yaml', 'replicas: 3 # three', { text: '# three', kind: 'comment' }],
    ['yml', 'name: "api"', { text: '"api"', kind: 'text' }],
    ['sh', 'if true; then echo "hi"; fi', { text: 'if', kind: 'keyword' }],
    ['python', 'def run(): return 42', { text: '42', kind: 'number' }],
    ['ts', 'const a: string = 1', { text: 'const', kind: 'keyword' }],
    ['sql', 'select 1 from users', { text: 'select', kind: 'keyword' }],
    ['diff', '+added\n-removed', { text: '-removed', kind: 'removed' }],
    ['c++', 'return 0;', { text: 'return', kind: 'keyword' }],
    ['html', '<b>x</b>', { text: 'b', kind: 'name' }],
    ['tf', 'region = "eu"', { text: '"eu"', kind: 'text' }],
  ])('%s: %j', (language, code, token) => {
    expect(codeTokens(language, code)).toContainEqual(token);
  });

  it('keeps every character of it', () => {
    const languages = fc.constantFrom(
      'sh',
      'js',
      'json',
      'yaml',
      'xml',
      'php',
      'markdown',
      'c',
      'http',
      'diff',
    );
    fc.assert(
      fc.property(languages, fc.string({ unit: 'grapheme', maxLength: 200 }), (language, code) => {
        const tokens = codeTokens(language, code) ?? [];
        expect(tokens.map(({ text }) => text).join('')).toBe(code);
      }),
    );
  });
});

it('leaves languages alone that it does not know', () => {
  expect(codeTokens('klingon', 'a')).toBeNull();
});
