import type { UserId } from '@carillon/contracts';
import { describe, expect, it } from 'vitest';
import { nobody, stillTyping, typingWords, withoutTyping, withTyping } from './typing-people';

const [ana, bob] = ['ana', 'bob'] as [UserId, UserId];

describe('who is typing', () => {
  it.each([
    [[], ''],
    [['Ana'], 'Ana is typing'],
    [['Ana', 'Bob'], 'Ana and Bob are typing'],
    [['Ana', 'Bob', 'Carl'], 'Ana, Bob and Carl are typing'],
    [['Ana', 'Bob', 'Carl', 'Dora'], 'Several people are typing'],
  ])('%j is "%s"', (names, words) => {
    expect(typingWords(names)).toBe(words);
  });

  it('ends by itself, with a message, and not where it was said again', () => {
    const typing = withTyping(withTyping(withTyping(nobody, ana, 6), bob, 6), ana, 9);
    expect([...stillTyping(typing, 6).keys()]).toEqual([ana]);
    expect(stillTyping(typing, 5)).toBe(typing);
    expect([...withoutTyping(typing, ana).keys()]).toEqual([bob]);
    expect(withoutTyping(nobody, ana)).toBe(nobody);
  });
});
