const faces = 8;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The first signs of the first and the last word, whatever the script; emoji stay whole. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends.map((word) => firstGrapheme(word ?? '').toLocaleUpperCase()).join('');
}

/** Number of the colour of an identity, from 1. */
export function faceOf(identity: string): number {
  let hash = 0;
  for (let index = 0; index < identity.length; index += 1)
    hash = (hash * 31 + identity.charCodeAt(index)) >>> 0;
  return (hash % faces) + 1;
}

function firstGrapheme(word: string): string {
  for (const { segment } of graphemes.segment(word)) return segment;
  return '';
}
