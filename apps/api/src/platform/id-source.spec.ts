import { validate, version } from 'uuid';
import { describe, expect, it } from 'vitest';
import { IdSource } from './id-source.js';

describe('ids', () => {
  it('are 100000 different UUIDs of version 7, each greater than the one before', () => {
    const source = new IdSource();
    const ids = Array.from({ length: 100_000 }, () => source.next());
    expect(new Set(ids).size).toBe(100_000);
    expect(ids.toSorted()).toEqual(ids);
    for (const id of ids.slice(0, 1000)) expect([validate(id), version(id)]).toEqual([true, 7]);
  });

  it('hold the time, and grow also while the clock stands still or goes back', () => {
    let now = 0x0123_4567_89ab;
    const source = new IdSource(() => now);
    const first = source.next();
    expect(first.slice(0, 13)).toBe('01234567-89ab');
    const second = source.next();
    now -= 1000;
    const third = source.next();
    now += 1001;
    const fourth = source.next();
    expect([first, second, third, fourth].toSorted()).toEqual([first, second, third, fourth]);
    expect(fourth.slice(0, 13)).toBe('01234567-89ac');
  });

  it('of two sources at one time share nothing but that time', () => {
    const [one, two] = [new IdSource(() => 1), new IdSource(() => 1)];
    expect(one.next().slice(15)).not.toBe(two.next().slice(15));
  });
});
