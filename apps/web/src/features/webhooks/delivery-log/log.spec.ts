import type { DeliveryId, DeliveryPage, DeliveryView, WebhookId } from '@carillon/contracts';
import { describe, expect, it } from 'vitest';
import { aDelivery } from '../../../testing/factories';
import { matching, withFirstPage, withOlder, withRecorded, type Log } from './log';

/** Ids grow with time, as those of the server do. */
const numbered = (number: number, change: Partial<DeliveryView> = {}) =>
  aDelivery({ id: String(number).padStart(4, '0') as DeliveryId, ...change });

/** Newest first: `from` down to `to`. */
const range = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, index) => numbered(from - index));

const logOf = (from: number, to: number, nextCursor: string | null): Log => ({
  deliveries: range(from, to),
  nextCursor,
});
const pageOf = (from: number, to: number, nextCursor: string | null): DeliveryPage => ({
  items: range(from, to),
  nextCursor,
});

const numbers = (log: Log) => log.deliveries.map(({ id }) => Number(id));

describe('a delivery log', () => {
  it('takes a new request to its top, once, however often it is told', () => {
    const log = withRecorded(logOf(3, 1, null), [numbered(4), numbered(5)]);
    expect(numbers(withRecorded(log, [numbered(4)]))).toEqual([5, 4, 3, 2, 1]);
  });

  it('takes a request that is told late to its place', () => {
    const log: Log = { deliveries: [numbered(5), numbered(3)], nextCursor: null };
    expect(numbers(withRecorded(log, [numbered(4)]))).toEqual([5, 4, 3]);
  });

  it('replaces one that has come to stand for more, where it stands', () => {
    const log = withRecorded(logOf(3, 1, null), [numbered(2, { times: 40 })]);
    expect(log.deliveries.map(({ times }) => times)).toEqual([1, 40, 1]);
  });

  it('leaves one that is older than what was read to the pages', () => {
    const log = logOf(9, 5, '0005');
    expect(withRecorded(log, [numbered(4)])).toBe(log);
    expect(numbers(withRecorded(logOf(9, 5, null), [numbered(4)]))).toEqual([9, 8, 7, 6, 5, 4]);
  });

  it('grows at its end by the page that belongs there, and by no other', () => {
    const log = withOlder(logOf(9, 7, '0007'), pageOf(6, 4, '0004'), '0007');
    expect(numbers(log)).toEqual([9, 8, 7, 6, 5, 4]);
    expect(withOlder(log, pageOf(6, 4, '0004'), '0007')).toBe(log);
  });
});

describe('a delivery log whose first page is read again', () => {
  it('keeps what lies behind the page, and where that goes on', () => {
    const log = withFirstPage(logOf(9, 1, 'older'), pageOf(12, 8, '0008'));
    expect(numbers(log)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(log.nextCursor).toBe('older');
  });

  it('starts again where more came in between than a page holds', () => {
    const log = withFirstPage(logOf(9, 1, 'older'), pageOf(30, 20, '0020'));
    expect(numbers(log)).toEqual(range(30, 20).map(({ id }) => Number(id)));
    expect(log.nextCursor).toBe('0020');
  });

  it('is the page where that is all there is', () => {
    expect(numbers(withFirstPage(logOf(9, 1, null), pageOf(4, 3, null)))).toEqual([4, 3]);
    expect(numbers(withFirstPage(logOf(9, 1, null), { items: [], nextCursor: null }))).toEqual([]);
  });
});

describe('a filter', () => {
  const accepted = numbered(1);
  const refused = numbered(2, { outcome: 'refused' });
  const other = numbered(3, { webhookId: 'other' as WebhookId });

  it('shows those of one webhook and one outcome', () => {
    const all = [accepted, refused, other];
    expect(matching(all, accepted.webhookId, 'all')).toEqual([accepted, refused]);
    expect(matching(all, accepted.webhookId, 'accepted')).toEqual([accepted]);
    expect(matching(all, accepted.webhookId, 'refused')).toEqual([refused]);
  });
});
