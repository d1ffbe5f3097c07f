import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8ByteLength } from '@carillon/contracts';
import { readContent } from './content.js';

const bodyOf = (payload: unknown) => Buffer.from(JSON.stringify(payload));
const refusal = (code: string): unknown => expect.objectContaining({ code });

describe('reading the content of a post', () => {
  it('returns any string of up to 4096 bytes that is not blank, unchanged', () => {
    const text = fc
      .string({ unit: 'binary', maxLength: 1024 })
      .filter((value) => value.trim() !== '' && utf8ByteLength(value) <= 4096);
    fc.assert(
      fc.property(text, (content) => {
        expect(readContent(bodyOf({ Content: content }))).toBe(content);
      }),
    );
  });

  it('answers any bytes with a content or a refusal, never with another error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => readContent(Buffer.from(bytes))).toThrow(
          expect.objectContaining({ name: 'DomainError' }),
        );
      }),
    );
  });

  it('answers any JSON with a content or a refusal, never with another error', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const body = Buffer.from(JSON.stringify(value));
        expect(() => readContent(body)).toThrow(expect.objectContaining({ name: 'DomainError' }));
      }),
    );
  });

  it('drops a byte order mark each time, also right after a body that was no UTF-8', () => {
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bodyOf({ Content: 'hello' })]);
    for (let round = 0; round < 3; round += 1) {
      expect(() => readContent(Buffer.from([0xef, 0xbb]))).toThrow(refusal('BODY_NOT_JSON'));
      expect(readContent(marked)).toBe('hello');
    }
  });

  it('does not take Content from the prototype of an object', () => {
    expect(() => readContent(Buffer.from('{"__proto__":{"Content":"hello"}}'))).toThrow(
      refusal('CONTENT_MISSING'),
    );
  });

  it('reads 60000 levels of nesting without running out of stack', () => {
    const nested = `{"Content":"hello","deep":${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
    expect(readContent(Buffer.from(nested))).toBe('hello');
  });
});
