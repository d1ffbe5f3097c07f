import type { MessageId, MessageView } from '@carillon/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aMessage } from '../../testing/factories';
import {
  isBehind,
  newestSeq,
  nextToSend,
  openTimeline,
  restartedFrom,
  trimmed,
  withNewer,
  withOlder,
  withoutUnsent,
  withUnsent,
  withUnsentState,
  type Timeline,
  type UnsentMessage,
} from './timeline';

const message = (seq: number, change: Partial<MessageView> = {}) =>
  aMessage({ id: `m${String(seq)}` as MessageId, seq, ...change });

/** Pages come newest first. */
const page = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => message(to - index));

const seqs = ({ messages }: Timeline) => messages.map(({ seq }) => seq);

const unsent = (clientRequestToken: string): UnsentMessage => ({
  clientRequestToken,
  content: 'Hello',
  writtenAt: '2026-11-24T08:00:00.000Z',
  state: 'waiting',
});

describe('newer messages', () => {
  it('are added at the end', () => {
    expect(seqs(withNewer(openTimeline(page(1, 3), false), [message(4)]))).toEqual([1, 2, 3, 4]);
  });

  it('are shown once, however often they arrive', () => {
    const timeline = openTimeline(page(1, 3), false);
    const twice = withNewer(withNewer(timeline, [message(4)]), [message(4), message(2)]);
    expect(seqs(twice)).toEqual([1, 2, 3, 4]);
  });

  it('wait behind a gap until it is filled', () => {
    const gapped = withNewer(openTimeline(page(1, 3), false), [message(5), message(6)]);
    expect(seqs(gapped)).toEqual([1, 2, 3]);
    expect(isBehind(gapped)).toBe(true);
    const filled = withNewer(gapped, [message(4)]);
    expect(seqs(filled)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(isBehind(filled)).toBe(false);
  });

  it('start an empty room at its first message', () => {
    const empty = openTimeline([], false);
    expect(seqs(withNewer(empty, [message(1)]))).toEqual([1]);
    expect(isBehind(withNewer(empty, [message(2)]))).toBe(true);
  });

  it('come out complete and in order, whatever the order and the repetitions in which they arrive', () => {
    const arrivals = fc
      .tuple(fc.shuffledSubarray(range(4, 30), { minLength: 27 }), fc.array(fc.integer({ min: 1, max: 30 })))
      .chain(([all, repeated]) =>
        fc.shuffledSubarray([...all, ...repeated], { minLength: all.length + repeated.length }),
      );
    fc.assert(
      fc.property(arrivals, (order) => {
        const timeline = order.reduce<Timeline>(
          (before, seq) => withNewer(before, [message(seq)]),
          openTimeline(page(1, 3), false),
        );
        expect(seqs(timeline)).toEqual(range(1, 30));
        expect(timeline.ahead).toEqual([]);
      }),
    );
  });
});

describe('a timeline', () => {
  it('is behind when the list of rooms has heard of a later message', () => {
    const timeline = openTimeline(page(1, 3), false);
    expect(isBehind(timeline, 3)).toBe(false);
    expect(isBehind(timeline, 4)).toBe(true);
  });

  it('takes older messages in front', () => {
    const timeline = withOlder(openTimeline(page(51, 60), true), page(41, 50), 51, false);
    expect(seqs(timeline)).toEqual(range(41, 60));
    expect(timeline.hasOlder).toBe(false);
  });

  it('refuses a page of older messages that was asked for at another place', () => {
    const timeline = trimmed(openTimeline(page(1, 60), false), 10);
    expect(withOlder(timeline, page(1, 20), 21, false)).toBe(timeline);
  });

  it('forgets what lies far back, and knows that it is there', () => {
    const timeline = trimmed(openTimeline(page(1, 60), false), 10);
    expect(seqs(timeline)).toEqual(range(51, 60));
    expect(timeline.hasOlder).toBe(true);
    expect(trimmed(timeline, 10)).toBe(timeline);
  });

  it('starts again from its newest page and keeps what is unsent and what is ahead of it', () => {
    const old = withNewer(withUnsent(openTimeline(page(1, 3), false), unsent('a')), [
      message(900),
      message(902),
    ]);
    const restarted = restartedFrom(old, page(852, 901), true);
    expect(seqs(restarted)).toEqual(range(852, 902));
    expect(restarted.unsent).toHaveLength(1);
  });
});

describe('a message of the reader', () => {
  it('leaves the unsent ones when its stored form arrives, by answer or by event', () => {
    const timeline = withUnsent(openTimeline(page(1, 3), false), unsent('a'));
    const sent = withNewer(timeline, [message(4, { clientRequestToken: 'a' })]);
    expect(sent.unsent).toEqual([]);
    expect(seqs(sent)).toEqual([1, 2, 3, 4]);
  });

  it('stays visible while its stored form waits behind a gap', () => {
    const timeline = withUnsent(openTimeline(page(1, 3), false), unsent('a'));
    const waiting = withNewer(timeline, [message(5, { clientRequestToken: 'a' })]);
    expect(waiting.unsent).toHaveLength(1);
    expect(withNewer(waiting, [message(4)]).unsent).toEqual([]);
  });

  it('is sent when those before it are', () => {
    const two = withUnsent(withUnsent(openTimeline([], false), unsent('a')), unsent('b'));
    expect(nextToSend(two)?.clientRequestToken).toBe('a');
    expect(nextToSend(withUnsentState(two, 'a', { state: 'sending' }))).toBeNull();
    expect(nextToSend(withUnsentState(two, 'a', { state: 'stored' }))?.clientRequestToken).toBe('b');
  });

  it('does not hold up the next one once it was refused', () => {
    const two = withUnsent(withUnsent(openTimeline([], false), unsent('a')), unsent('b'));
    const refused = withUnsentState(two, 'a', { state: 'failed', reason: 'Too long.' });
    expect(nextToSend(refused)?.clientRequestToken).toBe('b');
    expect(refused.unsent[0]).toMatchObject({ state: 'failed', reason: 'Too long.', content: 'Hello' });
    expect(withoutUnsent(refused, 'a').unsent).toHaveLength(1);
  });
});

it('has nothing newest in an empty room', () => {
  expect(newestSeq(openTimeline([], false))).toBe(0);
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
