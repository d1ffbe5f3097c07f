import { describe, expect, it } from 'vitest';
import { canonicalEmoji, emojiGroups, searchEmoji, withTone } from './emoji.js';
import { emoticons } from './emoticons.js';
import { parseMessage } from './parse.js';

describe('the search of the composer', () => {
  it('offers a whole name before a beginning, and a beginning before the rest', () => {
    const names = searchEmoji('car', 40).map((choice) => choice.name);
    expect(names[0]).toBe('car');
    expect(names.indexOf('card_index')).toBeLessThan(names.indexOf('racing_car'));
    expect(names).toContain('racing_car');
  });

  it('takes the leading colon and any case', () => {
    expect(searchEmoji(':ThumbsUp', 1)).toEqual([{ character: '👍', name: 'thumbsup', takesTones: true }]);
  });

  it('gives each character once and no more than asked for', () => {
    const choices = searchEmoji('a', 10);
    expect(choices).toHaveLength(10);
    expect(new Set(choices.map((choice) => choice.character)).size).toBe(10);
  });

  it('finds nothing for nonsense', () => {
    expect(searchEmoji('zzzzz', 5)).toEqual([]);
  });
});

describe('the groups of the picker', () => {
  it("hold every emoji once, under Unicode's titles", () => {
    const groups = emojiGroups();
    expect(groups.map(({ title }) => title)).toEqual([
      'Smileys & emotion',
      'People & body',
      'Animals & nature',
      'Food & drink',
      'Travel & places',
      'Activities',
      'Objects',
      'Symbols',
      'Flags',
    ]);
    const characters = groups.flatMap(({ emoji }) => emoji.map(({ character }) => character));
    expect(characters.length).toBeGreaterThan(1_800);
    expect(new Set(characters).size).toBe(characters.length);
  });
});

it('puts an emoji into a skin tone, if it takes one', () => {
  expect(withTone({ character: '👋', takesTones: true }, 4)).toBe('👋🏽');
  expect(withTone({ character: '☝️', takesTones: true }, 6)).toBe('☝🏿');
  expect(withTone({ character: '👋', takesTones: true }, 1)).toBe('👋');
  expect(withTone({ character: '🚀', takesTones: false }, 4)).toBe('🚀');
});

describe('the one spelling of an emoji', () => {
  it.each([
    ['🎉', '🎉'],
    ['tada', '🎉'],
    [':tada:', '🎉'],
    ['+1', '👍'],
    ['❤️', '❤️'],
    ['❤', '❤️'],
    ['👋🏽', '👋🏽'],
    ['☝️🏿', '☝🏿'],
    ['🇩🇪', '🇩🇪'],
    ['#️⃣', '#️⃣'],
    ['👩‍💻', '👩‍💻'],
    ['👩🏾‍💻', '👩🏾‍💻'],
  ])('of %s is %s', (text, emoji) => {
    expect(canonicalEmoji(text)).toBe(emoji);
  });

  it.each(['', 'qx', 'no such name', '🎉🎉', '🎉 ', '1', '#', '🏽', 'skin-tone-4', '🚀🏽', '\uFE0F', '<b>'])(
    'is none of %j',
    (text) => {
      expect(canonicalEmoji(text)).toBeNull();
    },
  );

  it('is what the picker offers, in every tone', () => {
    for (const choice of emojiGroups().flatMap(({ emoji }) => emoji))
      for (const tone of [1, 2, 6]) {
        const character = withTone(choice, tone);
        expect(canonicalEmoji(character)).toBe(character);
        expect(character.length).toBeLessThanOrEqual(64);
        expect(encodeURIComponent(character).length).toBeLessThan(200);
      }
  });
});

it.each(Object.keys(emoticons))('the emoticon %s has an emoji', (emoticon) => {
  // Plain text, because a line that starts with `>` is a quote in Markdown.
  const nodes = parseMessage(`a ${emoticon} b`, 'plain').blocks.flatMap((block) =>
    block.kind === 'paragraph' ? block.children : [],
  );
  expect(nodes.map((node) => node.kind)).toEqual(['text', 'emoji', 'text']);
});
