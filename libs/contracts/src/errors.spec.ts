import { describe, expect, it } from 'vitest';
import { errors, errorSentence, isErrorCode, type ErrorCode } from './errors.js';

const codes = Object.keys(errors) as ErrorCode[];

describe('the list of errors', () => {
  it.each(codes)('%s has a status of refusal and a sentence that ends', (code) => {
    const { status, sentence } = errors[code];
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThanOrEqual(507);
    expect(sentence).toMatch(/^[A-Z@{].*([.}]|hint\})$/s);
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
  });
});

describe('the sentence of an error', () => {
  it('has its places filled', () => {
    const sentence = errorSentence('CONTENT_TOO_LARGE', { bytes: 4097, maxBytes: 4096 });
    expect(sentence).toBe('Content can be 4096 bytes long; this one has 4097.');
  });

  it('leaves a place without a value out, and shows none as {name}', () => {
    expect(errorSentence('CONTENT_MISSING')).toBe('The key "Content" is missing.');
    for (const code of codes) expect(errorSentence(code)).not.toMatch(/\{[a-z]\w*\}/i);
  });

  it('takes a value as it is, even one that looks like a place or a pattern', () => {
    expect(errorSentence('ALREADY_MEMBER', { name: '{name} $& $1' })).toBe(
      '{name} $& $1 is a member of this room already.',
    );
  });
});

describe('a code from outside', () => {
  it('is one of ours by its exact spelling only', () => {
    expect(codes.every(isErrorCode)).toBe(true);
    for (const other of ['', 'not_found', 'NOT_FOUND ', 'toString', '__proto__', 'constructor'])
      expect(isErrorCode(other)).toBe(false);
  });
});
