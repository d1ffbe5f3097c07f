import { describe, expect, it } from 'vitest';
import { endOf } from './ends';

/** A Tuesday, in the time zone of whoever runs this. */
const tuesday = new Date(2026, 10, 24, 15, 20);
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).toISOString();

describe('how long a choice lasts', () => {
  it.each([
    ['open', null],
    ['30m', at(24, 15, 50)],
    ['1h', at(24, 16, 20)],
    ['4h', at(24, 19, 20)],
    ['today', at(25, 0)],
    ['tomorrow', at(25, 9)],
    ['week', at(30, 9)],
  ] as const)('%s ends at %s', (lasting, end) => {
    expect(endOf(lasting, tuesday)).toBe(end);
  });

  it.each([
    [29, 30],
    [30, 37],
  ])('until Monday, said on November %i, is November %i', (day, monday) => {
    expect(endOf('week', new Date(2026, 10, day, 12))).toBe(at(monday, 9));
  });
});
