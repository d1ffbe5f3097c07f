import { describe, expect, it } from 'vitest';
import { wordsOf } from './words.js';

const folded = (text: string) => wordsOf(text).map((word) => word.folded);

describe('the words of a text', () => {
  it.each([
    ['Deploy FAILED!', ['deploy', 'failed']],
    ['worker-3 is at 1.4.2', ['worker', '3', 'is', 'at', '1', '4', '2']],
    ['ops@example.com', ['ops', 'example', 'com']],
    ['https://ci.example.com/job/7?x=y_z', ['https', 'ci', 'example', 'com', 'job', '7', 'x', 'y', 'z']],
    ['Größe café naïve', ['große', 'cafe', 'naive']],
    ['Ёлка', ['елка']],
    ['ﬁle ½', ['file', '12']],
    ['東京タワー', ['東', '京', 'タ', 'ワ', 'ー']],
    ['한글 검색', ['한글', '검색']],
    ['हिन्दी', ['हिन्दी']],
    ['done 🚀', ['done', '🚀']],
    ["don't", ['don', 't']],
    ['-- *** ""', []],
  ])('in %s', (text, words) => {
    expect(folded(text)).toEqual(words);
  });

  it('tell where they stand', () => {
    expect(wordsOf('ab  çd')).toEqual([
      { folded: 'ab', start: 0, end: 2 },
      { folded: 'cd', start: 4, end: 6 },
    ]);
  });

  it('hold no capital letter, so that marks cannot be taken for words', () => {
    const all = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(code)).join(' ');
    expect(folded(all).filter((word) => /[A-Z']/.test(word))).toEqual([]);
  });

  it('are cut at 64', () => {
    expect(folded('x'.repeat(65))).toEqual(['x'.repeat(64)]);
  });

  it('are found in time that grows no faster than the text', () => {
    const startedAt = performance.now();
    for (const sign of ['a', 'é', '東', '\u0301', 'a\u0301', ' ', '🚀']) wordsOf(sign.repeat(100_000));
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
