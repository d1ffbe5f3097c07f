import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secrets } from './secrets.js';

const secrets = new Secrets(randomBytes(32));
const owner = '0190a0a0-0000-7000-8000-000000000001';
const other = '0190a0a0-0000-7000-8000-000000000002';

describe('what is encrypted', () => {
  it('is read back for its owner, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(secrets.decrypt(secrets.encrypt(text, owner), owner)).toBe(text);
      }),
    );
  });

  it('is different each time and never holds the text', () => {
    const [one, two] = [secrets.encrypt('a token', owner), secrets.encrypt('a token', owner)];
    expect(one.equals(two)).toBe(false);
    expect(one.includes('a token')).toBe(false);
  });

  it('cannot be read for another owner, nor with another key', () => {
    const sealed = secrets.encrypt('a token', owner);
    expect(() => secrets.decrypt(sealed, other)).toThrow();
    expect(() => new Secrets(randomBytes(32)).decrypt(sealed, owner)).toThrow();
  });

  it('cannot be read after a change of any 1 bit, or cut short by a byte', () => {
    const sealed = secrets.encrypt('a token', owner);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => secrets.decrypt(changed, owner), `bit ${bit}`).toThrow();
    }
    expect(() => secrets.decrypt(sealed.subarray(0, -1), owner)).toThrow();
    expect(() => secrets.decrypt(Buffer.alloc(0), owner)).toThrow();
  });
});

describe('randomness and hashes', () => {
  it('gives tokens of the bytes asked for, in letters that need no escaping in a URL', () => {
    expect(secrets.randomToken(32)).toMatch(/^[\w-]{43}$/);
    expect(secrets.randomToken(32)).not.toBe(secrets.randomToken(32));
  });

  it('gives ids that sort in the order they were made', () => {
    const ids = Array.from({ length: 1000 }, () => secrets.newId());
    expect([...ids].sort()).toEqual(ids);
  });

  it('hashes by SHA-256', () => {
    const known = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(secrets.hash('abc').toString('hex')).toBe(known);
  });

  it('compares bytes of different lengths without failing', () => {
    expect(secrets.isEqual(Buffer.from('ab'), Buffer.from('ab'))).toBe(true);
    expect(secrets.isEqual(Buffer.from('ab'), Buffer.from('ac'))).toBe(false);
    expect(secrets.isEqual(Buffer.from('ab'), Buffer.from('abc'))).toBe(false);
  });
});
