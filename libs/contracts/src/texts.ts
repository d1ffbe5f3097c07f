import { z } from 'zod';

// Control characters, line separators and the marks that turn the direction of text: none belongs in a name.
// eslint-disable-next-line no-control-regex -- they are what is looked for
const notInNames = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** A name of one line: trimmed, not empty, at most `maxLength` characters, nothing invisible that deceives. */
export function singleLine(maxLength: number) {
  return z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(maxLength, `must be at most ${String(maxLength)} characters long`)
    .refine((text) => !notInNames.test(text), 'must be one line without control characters')
    .transform((text) => text.toWellFormed());
}
