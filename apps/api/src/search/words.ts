/** A word in a text: as it is compared, and where it stands (UTF-16 code units, `end` exclusive). */
export type Word = { folded: string; start: number; end: number };

/** Longer words are compared by their beginning. Unit: UTF-16 code units. */
const maxWordLength = 64;

// Scripts without spaces between words: each sign counts as a word, and several in a row as a phrase.
const spaceless =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const word = new RegExp(
  `[${spaceless}]\\p{M}*|\\p{Extended_Pictographic}|(?:(?![${spaceless}])[\\p{L}\\p{N}\\p{M}])+`,
  'gu',
);
// Accents of Latin, Greek and Cyrillic, the points of Hebrew and Arabic: people search without them.
const accents = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]/g;
const notInWords = /[^\p{L}\p{N}\p{M}\p{Extended_Pictographic}]/gu;
const ascii = /^[\0-\x7f]*$/;

/**
 * The words of a text, in their order: runs of letters and digits, so that `worker-3`, `1.4.2`, an address or a path
 * is a row of words which can be found whole or in part. The same function reads what is stored and what is asked.
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { 0: found, index } of text.matchAll(word)) {
    const folded = fold(found);
    if (folded !== '') words.push({ folded, start: index, end: index + found.length });
  }
  return words;
}

/** Without case and accents, and of bounded length. */
export function fold(text: string): string {
  const folded = ascii.test(text)
    ? text.toLowerCase()
    : text.normalize('NFKD').toLowerCase().replace(accents, '').replace(notInWords, '').normalize('NFC');
  return folded.length <= maxWordLength ? folded : folded.slice(0, maxWordLength).toWellFormed();
}
