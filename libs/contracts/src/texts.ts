import { z } from 'zod';

// Control characters, line separators, the marks that turn the direction of text, and what takes no room at all:
// none belongs in a name. The joiners U+200C and U+200D are allowed: Persian words and family emoji need them.
const notInNames =
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;
/** Something to see: a letter, digit, sign or symbol. The fillers of Hangul are letters without ink. */
const ink = /[\p{L}\p{N}\p{P}\p{S}]/u;
const fillers = /[\u115f\u1160\u2800\u3164\uffa0]/g;

/** One line that may be empty, for what may be said or left out: trimmed, at most `maxLength` characters. */
export function optionalLine(maxLength: number) {
  return z
    .string()
    .trim()
    .max(maxLength, `must be at most ${String(maxLength)} characters long`)
    .refine((text) => !notInNames.test(text), 'must be one line without control characters')
    .transform((text) => (ink.test(text.replace(fillers, '')) ? text.toWellFormed() : ''));
}

/** A name of one line: trimmed, not empty, at most `maxLength` characters, nothing invisible that deceives. */
export function singleLine(maxLength: number) {
  return z
    .string()
    .trim()
    .min(1, { error: 'must not be empty', abort: true })
    .max(maxLength, `must be at most ${String(maxLength)} characters long`)
    .refine((text) => ink.test(text.replace(fillers, '')), { error: 'must not be blank', abort: true })
    .refine((text) => !notInNames.test(text), 'must be one line without control characters')
    .transform((text) => text.toWellFormed());
}
