import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// The files are a pinned package's, so their shapes are taken as given; the spec that compares the table notices a change.

/** One emoji of the source data, or one of its skin-tone variants. */
type SourceEmoji = {
  hexcode: string;
  emoji: string;
  group?: number;
  order?: number;
  tone?: number | number[];
  skins?: SourceEmoji[];
};
type Shortcodes = Record<string, string | string[]>;

const require = createRequire(import.meta.url);

function read(file: string): unknown {
  return JSON.parse(readFileSync(require.resolve(`emojibase-data/${file}`), 'utf8'));
}

/** Drops the variation selector where the character is an emoji without it, as Unicode's own list spells it. */
function canonical(character: string): string {
  return character.replace(/(\p{Emoji_Presentation})\uFE0F/gu, '$1');
}

const toneModifiers = ['🏻', '🏼', '🏽', '🏾', '🏿'];

/** Whether each tone is simply the modifier behind the first character, which is all `withTone` in `emoji.ts` does. */
function takesTones(emoji: SourceEmoji): boolean {
  const variants = new Set((emoji.skins ?? []).map((skin) => canonical(skin.emoji)));
  return toneModifiers.every((modifier) =>
    variants.has(canonical(emoji.emoji).replace(/^(.)\uFE0F?/u, `$1${modifier}`)),
  );
}

/** Names by hexcode; where two sets give one name to two emoji, the github set wins. */
function namesByHexcode(): Map<string, string[]> {
  const taken = new Set<string>();
  const names = new Map<string, string[]>();
  for (const set of ['github', 'iamcal']) {
    for (const [hexcode, entry] of Object.entries(read(`en/shortcodes/${set}.json`) as Shortcodes)) {
      const fresh = [entry].flat().filter((name) => !taken.has(name));
      for (const name of fresh) taken.add(name);
      if (fresh.length > 0) names.set(hexcode, [...(names.get(hexcode) ?? []), ...fresh]);
    }
  }
  return names;
}

/** The titles of Unicode's groups, by number. */
function groupTitles(): Map<number, string> {
  const { groups } = read('en/messages.json') as { groups: { order: number; message: string }[] };
  const capitalised = (title: string) => title.charAt(0).toUpperCase() + title.slice(1);
  return new Map(groups.map(({ order, message }) => [order, capitalised(message)]));
}

/** Source text of `src/emoji-table.ts`: one line an emoji, in the order of Unicode's list, below the title of its group. */
export function emojiTableSource(): string {
  const names = namesByHexcode();
  const titles = groupTitles();
  let group: number | undefined;
  const lines = (read('en/data.json') as SourceEmoji[])
    .flatMap((emoji) => [emoji, ...(emoji.skins ?? [])])
    .sort((one, other) => (one.order ?? Infinity) - (other.order ?? Infinity))
    .flatMap((emoji) => {
      const own = names.get(emoji.hexcode);
      if (!own) return [];
      const line = `${canonical(emoji.emoji)}${takesTones(emoji) ? '~' : ''} ${own.join(' ')}`;
      if (emoji.group === group || emoji.group === undefined) return [line];
      group = emoji.group;
      return [`= ${titles.get(group) ?? ''}`, line];
    });
  return [
    '// Made by `npm run emoji` in this library, from emojibase-data (github and iamcal shortcodes). Do not edit.',
    '',
    '/** One line an emoji: the character, `~` if it takes skin tones, then its names. `=` starts the title of a group. */',
    `export const emojiTable = \`${lines.join('\n')}\`;`,
    '',
  ].join('\n');
}
