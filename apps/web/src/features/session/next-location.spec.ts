import { describe, expect, it } from 'vitest';
import { nextLocation, signInLocation } from './next-location';

describe('the place after signing in', () => {
  it.each([
    ['/rooms/1?a=b', '/rooms/1?a=b'],
    ['https://elsewhere.example', '/'],
    ['//elsewhere.example', '/'],
    ['/\\elsewhere.example', '/'],
    ['javascript:alert(1)', '/'],
    ['', '/'],
  ])('of next=%s is %s', (next, place) => {
    expect(nextLocation(new URLSearchParams({ next }))).toBe(place);
  });

  it('comes back as it was asked for', () => {
    const location = signInLocation({ pathname: '/rooms/1', search: '?a=b' });
    expect(nextLocation(new URLSearchParams(location.split('?')[1]))).toBe('/rooms/1?a=b');
    expect(signInLocation({ pathname: '/', search: '' })).toBe('/sign-in');
  });
});
