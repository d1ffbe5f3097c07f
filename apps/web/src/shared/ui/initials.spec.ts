import { describe, expect, it } from 'vitest';
import { faceOf, initialsOf } from './initials';

describe('initials', () => {
  it.each([
    ['Mary Major', 'MM'],
    ['mary', 'M'],
    ['  Ana  de  la  Cruz ', 'AC'],
    ['👩‍🚀 Astronaut', '👩‍🚀A'],
    ['山田 太郎', '山太'],
    ['é', 'É'],
    ['', ''],
  ])('of "%s" are "%s"', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});

describe('the colour of a face', () => {
  it('is the same for the same identity and one of 8', () => {
    const faces = Array.from({ length: 200 }, (_, index) => faceOf(`identity-${String(index)}`));
    expect(faceOf('identity-7')).toBe(faces[7]);
    expect(new Set(faces)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]));
  });
});
