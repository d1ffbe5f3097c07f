import type { UserId } from '@carillon/contracts';
import { expect, it } from 'vitest';
import { aDelivery } from '../../../testing/factories';
import { duration, exactSize, shortSize, sourceOf } from './formats';

/** Numbers and units are kept together. */
const words = (texts: string[]) => texts.map((text) => text.replaceAll('\u00a0', ' '));

it('writes sizes in bytes, then in KB of 1024', () => {
  expect(words([0, 999, 1024, 4300].map(shortSize))).toEqual(['0 B', '999 B', '1 KB', '4.2 KB']);
  expect(words([1, 65_536].map(exactSize))).toEqual(['1 byte', '65,536 bytes']);
});

it('writes durations as exactly as is of use', () => {
  expect(words([0.04, 4.21, 12.6, 999.9, 10_000].map(duration))).toEqual([
    '0 ms',
    '4.2 ms',
    '13 ms',
    '1,000 ms',
    '10 s',
  ]);
});

it('names the address, or the person at Manage webhooks', () => {
  expect(sourceOf(aDelivery({ address: '2001:db8::1' }))).toBe('2001:db8::1');
  const postedBy = { userId: 'mary' as UserId, displayName: 'Mary Major' };
  expect(sourceOf(aDelivery({ address: null, postedBy }))).toBe('Manage webhooks by Mary Major');
});
