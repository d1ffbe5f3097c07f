import type { MessageId, MessageView } from '@carillon/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aMessage } from '../../testing/factories';
import {
  bounded,
  closed,
  covers,
  isBehind,
  leftBehind,
  newestSeq,
  nextToSend,
  openTimeline,
  withNewer,
  withNewerPage,
  withOlder,
  withoutUnsent,
  withPart,
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
  attachments: [],
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
    const timeline = bounded(openTimeline(page(1, 60), false), 60, 10, 10);
    expect(withOlder(timeline, page(1, 20), 21, false)).toBe(timeline);
  });
});

describe('a part of the history', () => {
  const part = (from: number, to: number) =>
    withPart(undefined, { page: page(from, to), hasOlder: true, hasNewer: true });

  it('counts what arrives, and does not add it', () => {
    const timeline = withNewer(part(41, 60), [message(61), message(900)]);
    expect(seqs(timeline)).toEqual(range(41, 60));
    expect(timeline.lastSeq).toBe(900);
    expect(isBehind(timeline)).toBe(false);
  });

  it('grows by pages at its end until it reaches the latest, and follows what arrives from then on', () => {
    const more = withNewerPage(withNewer(part(41, 60), [message(72)]), page(61, 70), 60, true);
    expect(more).toMatchObject({ hasNewer: true, ahead: [] });
    const reached = withNewerPage(more, page(71, 72), 70, false);
    expect(seqs(withNewer(reached, [message(73)]))).toEqual(range(41, 73));
  });

  it('is behind when it reached the latest of a page, and later ones were heard of', () => {
    const timeline = withNewerPage(withNewer(part(41, 60), [message(72)]), page(61, 70), 60, false);
    expect(isBehind(timeline)).toBe(true);
  });

  it('refuses a page of newer messages that was asked for at another place', () => {
    const timeline = part(41, 60);
    expect(withNewerPage(timeline, page(51, 70), 50, true)).toBe(timeline);
  });

  it('takes the place of another one, whose unsent and early messages stay', () => {
    const old = withNewer(withUnsent(openTimeline(page(1, 3), false), unsent('a')), [
      message(900),
      message(902),
    ]);
    const latest = withPart(old, { page: page(852, 901), hasOlder: true, hasNewer: false });
    expect(seqs(latest)).toEqual(range(852, 902));
    expect(latest.unsent).toHaveLength(1);
    expect(latest.part).not.toBe(old.part);
  });

  it('covers its own messages that have one above them, or are the first of the room', () => {
    expect([40, 41, 42, 60, 61].map((seq) => covers(part(41, 60), seq))).toEqual([
      false,
      false,
      true,
      true,
      false,
    ]);
    expect(covers(openTimeline(page(1, 3), false), 1)).toBe(true);
    expect(covers(part(41, 60), 'latest')).toBe(false);
    expect(covers(openTimeline(page(41, 60), true), 'latest')).toBe(true);
  });

  it('is what remains where more was missed than a page', () => {
    const behind = withNewer(openTimeline(page(1, 3), false), [message(9000)]);
    const timeline = leftBehind(behind, page(4, 203), 3);
    expect(timeline).toMatchObject({ hasNewer: true, ahead: [], lastSeq: 9000 });
    expect(seqs(timeline)).toEqual(range(1, 203));
  });
});

describe('the messages on hand', () => {
  const whole = openTimeline(page(1, 1000), false);

  it('are bounded from the end for whoever stands there', () => {
    const timeline = bounded(whole, Infinity, 800, 500);
    expect(seqs(timeline)).toEqual(range(501, 1000));
    expect(timeline).toMatchObject({ hasOlder: true, hasNewer: false });
    expect(bounded(timeline, Infinity, 800, 500)).toBe(timeline);
  });

  it('are bounded at both ends around whoever stands between, and end to follow what arrives', () => {
    const timeline = bounded(withNewer(whole, [message(1005)]), 400, 800, 500);
    expect(seqs(timeline)).toEqual(range(150, 649));
    expect(timeline).toMatchObject({ hasOlder: true, hasNewer: true, ahead: [] });
  });

  it('are the latest ones when the room is closed, or none if they do not reach them', () => {
    expect(seqs(closed(whole, 300))).toEqual(range(701, 1000));
    const old = withPart(undefined, { page: page(41, 60), hasOlder: true, hasNewer: true });
    expect(closed(withUnsent(old, unsent('a')), 300)).toMatchObject({
      messages: [],
      hasNewer: true,
      unsent: [{}],
    });
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
