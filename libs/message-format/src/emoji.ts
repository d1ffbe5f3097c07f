import { emojiTable } from './emoji-table.js';
import { emoticons, emoticonAt as findEmoticon } from './emoticons.js';
import type { SyntaxMatch } from './text-syntax.js';

type Emoji = { character: string; takesTones: boolean; names: string[] };

/** An emoji to choose. */
export type EmojiChoice = { character: string; name: string; takesTones: boolean };

/** Emoji of one kind, in the order of Unicode's list. */
export type EmojiGroup = { title: string; emoji: EmojiChoice[] };

type Table = {
  all: Emoji[];
  groups: { title: string; emoji: Emoji[] }[];
  byName: Map<string, Emoji>;
  bySpelling: Map<string, Emoji>;
};

/** The patches of colour that other emoji are made with. */
const componentsTitle = 'Components';

let table: Table | undefined;

/** The table is unpacked at the first use, so that importing this library costs nothing. */
function emojis(): Table {
  table ??= unpack();
  return table;
}

function unpack(): Table {
  const groups: Table['groups'] = [];
  for (const line of emojiTable.split('\n')) {
    const [first = '', ...names] = line.split(' ');
    if (first === '=') groups.push({ title: names.join(' '), emoji: [] });
    else
      groups
        .at(-1)
        ?.emoji.push({ character: first.replace('~', ''), takesTones: first.endsWith('~'), names });
  }
  const all = groups.flatMap(({ emoji }) => emoji);
  return {
    all,
    groups,
    byName: new Map(all.flatMap((emoji) => emoji.names.map((name) => [name, emoji]))),
    bySpelling: new Map(
      groups
        .filter(({ title }) => title !== componentsTitle)
        .flatMap(({ emoji }) => emoji.map((each) => [spelling(each.character), each])),
    ),
  };
}

/** All emoji there are, by kind; not the patches of colour that others are made with. */
export function emojiGroups(): EmojiGroup[] {
  const groups = emojis().groups.filter(({ title }) => title !== componentsTitle);
  return groups.map(({ title, emoji }) => ({
    title,
    emoji: emoji.map(({ character, takesTones, names }) => ({ character, takesTones, name: names[0] ?? '' })),
  }));
}

const shortcode = /:([a-z0-9_+-]{1,60}):(?::skin-tone-([2-6]):)?(?![\p{L}\p{N}_])/uy;
const toneModifiers = ['🏻', '🏼', '🏽', '🏾', '🏿'];

/** `:name:`, with an optional `:skin-tone-2:` to `:skin-tone-6:` behind it, at `at`; never inside a word or a time. */
export function shortcodeAt(text: string, at: number, before: string): SyntaxMatch | null {
  if (/[\p{L}\p{N}_]/u.test(before)) return null;
  shortcode.lastIndex = at;
  const [raw, name = '', tone] = shortcode.exec(text) ?? [];
  const emoji = emojis().byName.get(name);
  if (!raw || !emoji) return null;
  const character = tone ? withTone(emoji, Number(tone)) : emoji.character;
  return { start: at, end: at + raw.length, node: { kind: 'emoji', character, name } };
}

/**
 * An emoji in a skin tone. The tones are numbered 2 to 6, after the Fitzpatrick scale; any other number, and an emoji
 * without tones, stays as it is.
 */
export function withTone({ character, takesTones }: Omit<EmojiChoice, 'name'>, tone: number): string {
  const modifier = toneModifiers[tone - 2] ?? '';
  return takesTones && modifier !== '' ? character.replace(/^(.)\uFE0F?/u, `$1${modifier}`) : character;
}

/** An emoticon such as `:)` at `at`, standing by itself. */
export function emoticonAt(text: string, at: number, before: string): SyntaxMatch | null {
  const found = findEmoticon(text, at, before);
  if (!found) return null;
  const name = emoticons[found] ?? '';
  const character = emojis().byName.get(name)?.character;
  if (!character) return null;
  return { start: at, end: at + found.length, node: { kind: 'emoji', character, name } };
}

/**
 * The one spelling of an emoji that is given as itself, in any tone and with or without the selector of its picture, or
 * by a name; null for everything else.
 */
export function canonicalEmoji(text: string): string | null {
  const { byName, bySpelling } = emojis();
  const named = byName.get(text.replace(/^:(.+):$/, '$1'))?.character;
  const plain = bySpelling.get(spelling(named ?? text));
  if (plain) return plain.character;
  const tone = toneModifiers.findIndex((modifier) => text.includes(modifier));
  const emoji = bySpelling.get(spelling(text.replace(toneModifiers[tone] ?? '', '')));
  if (tone === -1 || !emoji) return null;
  const toned = withTone(emoji, tone + 2);
  return spelling(toned) === spelling(text) ? toned : null;
}

/** Many programs leave the selector out that asks for a picture instead of a sign. */
function spelling(character: string): string {
  return character.replaceAll('\uFE0F', '');
}

/** Emoji whose names hold `query`: whole names first, then beginnings, then beginnings of a later word, then the rest. */
export function searchEmoji(query: string, limit: number): EmojiChoice[] {
  const wanted = query.toLowerCase().replace(/^:|:$/g, '');
  const choices = emojis().all.flatMap(({ character, takesTones, names }) => {
    const ranked = names
      .map((name) => ({ name, rank: rankOf(name, wanted) }))
      .sort((a, b) => a.rank - b.rank);
    const best = ranked[0];
    return best && best.rank < Infinity ? [{ character, takesTones, ...best }] : [];
  });
  return choices
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ character, takesTones, name }) => ({ character, takesTones, name }));
}

function rankOf(name: string, wanted: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.includes(`_${wanted}`) || name.includes(`-${wanted}`)) return 2;
  return name.includes(wanted) ? 3 : Infinity;
}

const emojiCharacter =
  /^(?:\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3|(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|\p{Extended_Pictographic}(?=\p{Emoji_Modifier}|\u200D))[\p{Emoji_Modifier}\uFE0F\u200D\p{Extended_Pictographic}\u{E0020}-\u{E007F}]*)$/u;

/** Whether a grapheme is one emoji, as opposed to a letter, a digit or a plain sign such as ©. */
export function isEmojiGrapheme(grapheme: string): boolean {
  return emojiCharacter.test(grapheme);
}
