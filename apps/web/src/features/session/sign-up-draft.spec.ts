import { describe, expect, it } from 'vitest';
import { signUpProblems } from './sign-up-draft';

const good = { email: 'mary@example.com', displayName: 'Mary Major', password: 'x'.repeat(8) };

describe('a draft to sign up with', () => {
  it('is accepted with an address, a name and a password of 8 to 200 characters', () => {
    expect(signUpProblems(good)).toEqual({});
    expect(signUpProblems({ ...good, password: 'x'.repeat(200) })).toEqual({});
  });

  it.each([
    ['email', { email: 'mary' }],
    ['email', { email: ' ' }],
    ['displayName', { displayName: '  ' }],
    ['password', { password: 'x'.repeat(7) }],
    ['password', { password: 'x'.repeat(201) }],
  ])('names %s for %o', (field, change) => {
    expect(Object.keys(signUpProblems({ ...good, ...change }))).toEqual([field]);
  });
});
