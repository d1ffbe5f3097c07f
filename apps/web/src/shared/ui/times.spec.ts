import { describe, expect, it } from 'vitest';
import { clockTime, timeAgo } from './times';

const now = new Date('2026-11-24T12:00:00.000').getTime();
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString();

describe('how long ago', () => {
  it.each([
    [0, 'just now'],
    [59, 'just now'],
    [60, '1 minute ago'],
    [3 * 60 + 59, '3 minutes ago'],
    [60 * 60, '1 hour ago'],
    [24 * 60 * 60 - 1, '23 hours ago'],
    [24 * 60 * 60, '1 day ago'],
    [7 * 24 * 60 * 60 - 1, '6 days ago'],
  ])('%d seconds are "%s"', (seconds, words) => {
    expect(timeAgo(ago(seconds), now)).toBe(words);
  });

  it('is a date after 7 days', () => {
    expect(timeAgo(ago(7 * 24 * 60 * 60), now)).toMatch(/^on .*2026/);
  });

  it('is now where the clock of the server is ahead', () => {
    expect(timeAgo(ago(-90), now)).toBe('just now');
  });
});

describe('a clock time', () => {
  it('names the day only where it is another one', () => {
    const today = new Date(now).toDateString();
    expect(clockTime(ago(60), today)).toMatch(/^11:59:00/);
    expect(clockTime(ago(24 * 60 * 60), today)).toMatch(/Nov 23/);
  });
});
