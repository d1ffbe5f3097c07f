import { emojiTable } from './emoji-table.js';
import { emoticons, emoticonAt as findEmoticon } from './emoticons.js';
import type { SyntaxMatch } from './text-syntax.js';

type Emoji = { character: string; takesTones: boolean; names: string[] };

/** What the composer offers for a `:` and some letters. */
export type EmojiChoice = { character: string; name: string };

let table: { all: Emoji[]; byName: Map<string, Emoji> } | undefined;

/** The table is unpacked at the first use, so that importing this library costs nothing. */
function emojis(): NonNullable<typeof table> {
  table ??= unpack();
  return table;
}

function unpack(): NonNullable<typeof table> {
  const byName = new Map<string, Emoji>();
  const all = emojiTable.split('\n').map((line) => {
    const [first = '', ...names] = line.split(' ');
    const emoji = { character: first.replace('~', ''), takesTones: first.endsWith('~'), names };
    for (const name of names) byName.set(name, emoji);
    return emoji;
  });
  return { all, byName };
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

/** The tones are numbered 2 to 6, after the Fitzpatrick scale; an emoji without tones stays as it is. */
function withTone({ character, takesTones }: Emoji, tone: number): string {
  const modifier = toneModifiers[tone - 2] ?? '';
  return takesTones ? character.replace(/^(.)\uFE0F?/u, `$1${modifier}`) : character;
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

/** Emoji whose names hold `query`: whole names first, then beginnings, then beginnings of a later word, then the rest. */
export function searchEmoji(query: string, limit: number): EmojiChoice[] {
  const wanted = query.toLowerCase().replace(/^:|:$/g, '');
  const choices = emojis().all.flatMap(({ character, names }) => {
    const ranked = names
      .map((name) => ({ name, rank: rankOf(name, wanted) }))
      .sort((a, b) => a.rank - b.rank);
    const best = ranked[0];
    return best && best.rank < Infinity ? [{ character, ...best }] : [];
  });
  return choices
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ character, name }) => ({ character, name }));
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
