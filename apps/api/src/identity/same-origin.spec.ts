import { describe, expect, it } from 'vitest';
import { isSameOrigin } from './same-origin.js';

const publicUrl = 'https://chat.example.com';

describe('a request', () => {
  it.each([
    ['without an origin, as scripts send it', undefined],
    ['from the public address', publicUrl],
    ['from the address it was sent to', 'http://10.0.0.5:3000'],
  ])('is of our own pages: %s', (_case, origin) => {
    expect(isSameOrigin({ host: '10.0.0.5:3000', ...(origin && { origin }) }, publicUrl)).toBe(true);
  });

  it.each([
    'https://evil.example',
    'https://chat.example.com.evil.example',
    'https://evil.example/https://chat.example.com',
    'https://chat.example.com@evil.example',
    'http://10.0.0.5:3001',
    'http://chat.example.com',
    'null',
    '',
    'chat.example.com',
  ])('is of a foreign page: %s', (origin) => {
    expect(isSameOrigin({ host: '10.0.0.5:3000', origin }, publicUrl)).toBe(false);
  });
});
