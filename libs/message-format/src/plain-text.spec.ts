import { describe, expect, it } from 'vitest';
import { parseMessage } from './parse.js';
import { excerpt, isEmojiOnly, plainText } from './plain-text.js';

const markdown = (content: string) => parseMessage(content, 'markdown');

describe('plain text', () => {
  it.each([
    ['**a** _b_ `c` :+1:', 'a b c 👍'],
    ['# Title\n\ntext\nmore', 'Title\ntext\nmore'],
    ['- a\n- b\n  1. c', '- a\n- b\n1. c'],
    ['- [x] done\n- [ ] open', '[x] done\n[ ] open'],
    ['|a|b|\n|-|-|\n|1|2|', 'a | b\n1 | 2'],
    ['> said\n\n```js\ncode()\n```', 'said\ncode()'],
    ['[docs](http://a.example) ![chart](http://a.example/c.png)', 'docs chart'],
    ['<@all|Everyone here> <@present|x> @Bob', '@All @Present @Bob'],
  ])('of %j is %j', (content, text) => {
    expect(plainText(markdown(content))).toBe(text);
  });
});

describe('an excerpt', () => {
  it('leaves what fits as it is, on one line', () => {
    expect(excerpt(markdown('one\n\n- two'), 20)).toBe('one - two');
  });

  it('never cuts what is seen as one character', () => {
    expect(excerpt(markdown('👩‍🚀👍🏽e\u0301x'), 3)).toBe('👩‍🚀👍🏽e\u0301…');
  });
});

describe('emoji only', () => {
  it.each([':+1:', ':) :tada:', '👍🏽👩‍🚀 🇩🇪', '❤️', '1️⃣', ':+1:\n:+1:', ':100:'.repeat(12)])(
    '%j is',
    (content) => {
      expect(isEmojiOnly(markdown(content))).toBe(true);
    },
  );

  it.each(['', ':+1: ok', '1', '©', '`:+1:`', '# :+1:', '**:+1:**', ':100:'.repeat(13)])(
    '%j is not',
    (content) => {
      expect(isEmojiOnly(markdown(content))).toBe(false);
    },
  );
});
