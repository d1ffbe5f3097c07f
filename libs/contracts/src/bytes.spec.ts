import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8ByteLength } from './bytes.js';

describe('the length of a text in UTF-8 bytes', () => {
  it.each([
    ['', 0],
    ['a', 1],
    ['\u007f', 1],
    ['\u0080', 2],
    ['é', 2],
    ['\u07ff', 2],
    ['\u0800', 3],
    ['€', 3],
    ['\uffff', 3],
    ['😀', 4],
    ['\u{10ffff}', 4],
    ['👨‍👩‍👧', 18],
  ])('of %j is %i', (text, bytes) => {
    expect(utf8ByteLength(text)).toBe(bytes);
  });

  it.each([
    ['\ud800', 3],
    ['\udc00', 3],
    ['\udc00\ud800', 6],
    ['\ud800\ud800\udc00', 7],
    ['a\ud83d', 4],
  ])('of %j, with a half of a pair, counts 3 for each half: %i', (text, bytes) => {
    expect(utf8ByteLength(text)).toBe(bytes);
  });

  it('is what the encoder of the platform writes, for any text whatever', () => {
    const anyUnits = fc
      .array(fc.integer({ min: 0, max: 0xffff }))
      .map((units) => String.fromCharCode(...units));
    for (const texts of [anyUnits, fc.string({ unit: 'binary' })])
      fc.assert(
        fc.property(texts, (text) => {
          expect(utf8ByteLength(text)).toBe(new TextEncoder().encode(text).length);
        }),
        { numRuns: 500 },
      );
  });
});
