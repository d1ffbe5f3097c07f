import { describe, expect, it } from 'vitest';
import { isTimeZone, spanOf } from './days.js';

const now = new Date('2026-03-29T23:30:00Z');
const span = (text: string, zone: string) => {
  const { start, end } = spanOf(text, zone, now);
  return [start.toISOString(), end.toISOString()];
};

describe('a day', () => {
  it.each([
    ['2026-01-05', 'UTC', '2026-01-05T00:00:00.000Z', '2026-01-06T00:00:00.000Z'],
    ['2026-01-05', 'America/New_York', '2026-01-05T05:00:00.000Z', '2026-01-06T05:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['2026-01-05', 'Asia/Kolkata', '2026-01-04T18:30:00.000Z', '2026-01-05T18:30:00.000Z'],
    ['2026-12', 'UTC', '2026-12-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['2026', 'UTC', '2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['2024-02', 'UTC', '2024-02-01T00:00:00.000Z', '2024-03-01T00:00:00.000Z'],
    ['today', 'UTC', '2026-03-29T00:00:00.000Z', '2026-03-30T00:00:00.000Z'],
    ['today', 'Asia/Tokyo', '2026-03-29T15:00:00.000Z', '2026-03-30T15:00:00.000Z'],
    ['yesterday', 'Asia/Tokyo', '2026-03-28T15:00:00.000Z', '2026-03-29T15:00:00.000Z'],
  ])('%s in %s', (text, zone, start, end) => {
    expect(span(text, zone)).toEqual([start, end]);
  });
});

it('knows time zones', () => {
  expect(['UTC', 'Europe/Berlin', 'Mars/Olympus', '', '\0'].map(isTimeZone)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
