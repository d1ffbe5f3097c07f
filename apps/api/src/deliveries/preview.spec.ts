import { describe, expect, it } from 'vitest';
import { hideSecrets, previewOf } from './preview.js';

const hex = 'd41d8cd98f00b204e9800998ecf8427e';

describe('a preview', () => {
  it('is the text on one line', () => {
    expect(previewOf('  # Deploy\r\n\tof 1.4.2\u0007 ')).toBe('# Deploy of 1.4.2');
  });

  it('of 200 characters is whole, of 201 ends in an ellipsis within 200', () => {
    expect(previewOf('a'.repeat(15).concat(' ').repeat(12).concat('12345678'))).toHaveLength(200);
    const cut = previewOf('ab '.repeat(100));
    expect(cut).toHaveLength(200);
    expect(cut.endsWith('…')).toBe(true);
  });

  it('is never cut within a character', () => {
    expect(previewOf('👩‍👩‍👧‍👦'.repeat(300))).toMatch(/^(👩‍👩‍👧‍👦)+…$/u);
  });

  it('holds no half of a surrogate pair and no NUL', () => {
    expect(previewOf('a\u0000b\ud83d')).toBe('a b\ufffd');
  });

  it('of 64 KiB of anything takes no longer than of 2 KiB', () => {
    for (const unit of ['a', 'token ', 'a:b@', '"', 'eyJ', '=', '-'])
      expect(previewOf(unit.repeat(65_536 / unit.length)).length).toBeLessThanOrEqual(400);
  });
});

describe('what looks like a secret', () => {
  it.each([
    ['password=hunter2hunter2', 'password=••••••'],
    ['"password": "hunter2hunter2"', '"password": "••••••"'],
    ['API_KEY: 0a1b2c3d4e', 'API_KEY: ••••••'],
    ['Authorization: Bearer abc123def456', 'Authorization: Bearer ••••••'],
    ['Authorization: Basic dXNlcjpwYXNzMQ==', 'Authorization: Basic ••••••'],
    ['token ghp_16C7e42F292c6912E7710c838347Ae178B4a', 'token ••••••'],
    ['see xoxb-17653672481-19874698323 there', 'see •••••• there'],
    ['key AKIAIOSFODNN7EXAMPLE.', 'key ••••••.'],
    ['postgres://app:s3cret@db:5432/x', 'postgres://••••••@db:5432/x'],
    ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-def_123', 'jwt ••••••'],
    [`digest ${hex}`, 'digest ••••••'],
    [`carillonwh${'a1'.repeat(19)}`, '••••••'],
  ])('in %j is hidden', (text, expected) => {
    expect(hideSecrets(text)).toBe(expected);
  });

  it.each([
    'Build 1423 of main failed in 12 s',
    'The token has expired, ask for a new password.',
    'commit 0a1b2c3 by marta@example.com',
    'id 01a20f4e-5142-734d-8a0c-08508dfe771d',
    'https://ci.example.com/builds/1423?tab=log',
    'authorization failed for user',
    'aVeryLongWordThatIsNoSecretBecauseItHasNoDigits',
  ])('is nothing in %j', (text) => {
    expect(hideSecrets(text)).toBe(text);
  });
});
