// Text is stored as it was written. Some of it must not be shown as it is: what cannot be seen but changes what is
// read, and letters under so many marks that they would cover the lines around them.

/** A stretch of text and how it is to be shown. */
export type ShownText =
  | { kind: 'plain'; text: string }
  /** A character without a look of its own; `label` says which it is, such as `U+202E` or `^[`. */
  | { kind: 'invisible'; character: string; label: string }
  /** Letters with marks towering above or below, to be cut off at the height of a line. */
  | { kind: 'stacked'; text: string };

/** Marks that may stand on one letter; no writing we know needs more. Inclusive. */
const maxMarks = 4;

// A flag such as Scotland's is made of tags behind a black flag: those belong there.
const flag = '\\u{1f3f4}[\\u{e0020}-\\u{e007e}]{1,8}\\u{e007f}';
// What joins the character before it. Tibetan stacks its consonants, which count as marks; joiners and the vowels of
// Hangul without a consonant can be strung together without end.
const mark = '(?![\\u0f71-\\u0fbc])[\\p{Mn}\\p{Me}\\u200d\\u1160-\\u11ff]';
const stacked = `(?:\\P{M}?(?:${mark}){${maxMarks + 1},})+`;
// Controls but for line ends and tabs; marks that override the direction of what follows; tags, which carry hidden text.
const hidden = '[\\0-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202d\\u202e\\u{e0000}-\\u{e007f}]';
// In code nothing may hide: the tricks with sources live from what the reader does not see.
const hiddenInCode = '(?![\\n\\t])[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\u115f\\u1160\\u3164\\uffa0]';

const searches = {
  text: new RegExp(`(${flag})|(${stacked})|(${hidden})`, 'gu'),
  code: new RegExp(`(${flag})|(${stacked})|(${hiddenInCode})`, 'gu'),
};

const care = /[\p{M}\u1161-\u11ff\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/u;

/** Takes a text apart by how it is to be shown; most text is one plain stretch. The parts together are the text. */
export function shownText(text: string, place: 'text' | 'code'): ShownText[] {
  if (!care.test(text)) return text === '' ? [] : [{ kind: 'plain', text }];
  const parts: ShownText[] = [];
  let taken = 0;
  for (const found of text.matchAll(searches[place])) {
    const [whole, asFlag, asStacked] = found;
    if (asFlag !== undefined) continue;
    if (found.index > taken) parts.push({ kind: 'plain', text: text.slice(taken, found.index) });
    parts.push(
      asStacked === undefined
        ? { kind: 'invisible', character: whole, label: labelOf(whole) }
        : { kind: 'stacked', text: whole },
    );
    taken = found.index + whole.length;
  }
  if (taken < text.length) parts.push({ kind: 'plain', text: text.slice(taken) });
  return parts;
}

/** The old controls as terminals write them, the others by their number. */
function labelOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return `^${String.fromCodePoint(code ^ 0x40)}`;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

const directions = /[\u202a-\u202e\u2066-\u2069]/g;
const tooManyMarks = new RegExp(`((?:${mark}){${maxMarks}})(?:${mark})+`, 'gu');

/**
 * A text for a place where only characters can be shown, such as a notification: without marks of direction, which
 * would reach into what stands beside it, and without towers of marks.
 */
export function tamed(text: string): string {
  return text.replace(directions, '').replace(tooManyMarks, '$1');
}
