import { describe, expect, it } from 'vitest';
import { Passwords } from './passwords.js';

const passwords = new Passwords();

describe('a stored password', () => {
  it('is an argon2id hash of 19 MiB and 2 passes, different each time', async () => {
    const [one, two] = await Promise.all([passwords.hash('correct horse'), passwords.hash('correct horse')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
  });

  it('is matched by the same password only, to the letter', async () => {
    const stored = await passwords.hash('correct horse');
    expect(await passwords.isRight('correct horse', stored)).toBe(true);
    for (const wrong of ['Correct horse', 'correct horse ', 'correct hors', ''])
      expect(await passwords.isRight(wrong, stored)).toBe(false);
  });

  it('is the same however a keyboard composes its letters', async () => {
    const stored = await passwords.hash('caf\u00e9 au lait');
    expect(await passwords.isRight('cafe\u0301 au lait', stored)).toBe(true);
  });

  it('is matched in its last character up to 200 of them', async () => {
    const stored = await passwords.hash('x'.repeat(200));
    expect(await passwords.isRight(`${'x'.repeat(199)}y`, stored)).toBe(false);
  });

  it('is right for nobody where there is no account, not even the decoy', async () => {
    expect(await passwords.isRight('no account has this password', undefined)).toBe(false);
  });
});
