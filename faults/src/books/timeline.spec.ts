import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Stream, Timeline } from './timeline.js';

const message = (seq: number) => ({ id: `m${seq}` as never, seq });
const ids = (last: number) => Array.from({ length: last }, (_, index) => `m${index + 1}`);

describe('a timeline', () => {
  it('shows each message once and in order, however they arrive', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          Array.from({ length: 60 }, (_, index) => 1 + (index % 20)),
          { minLength: 60 },
        ),
        (arrivals) => {
          const timeline = new Timeline();
          for (const seq of arrivals) timeline.take([message(seq)]);
          expect(timeline.shown).toEqual(ids(20));
          expect(timeline.isBehind).toBe(false);
        },
      ),
    );
  });

  it('waits behind a gap, and knows that it does', () => {
    const timeline = new Timeline();
    timeline.take([message(1), message(3)]);
    expect([timeline.shown, timeline.isBehind]).toEqual([ids(1), true]);
    timeline.take([message(2)]);
    expect([timeline.shown, timeline.isBehind]).toEqual([ids(3), false]);
  });
});

describe('a stream', () => {
  const take = (...seqs: number[]) => {
    const stream = new Stream();
    for (const seq of seqs) stream.take(message(seq));
    return stream;
  };

  it('may begin anywhere and goes up by one', () => {
    expect(take(7, 8, 9)).toMatchObject({ repeated: [], late: [], leftOut: [] });
  });

  it('tells what came twice', () => {
    expect(take(1, 2, 1, 2, 3)).toMatchObject({ repeated: [1, 2], late: [], leftOut: [] });
  });

  it('tells what came after a later one', () => {
    expect(take(1, 3, 2)).toMatchObject({ repeated: [], late: [2], leftOut: [] });
  });

  it('tells what never came', () => {
    expect(take(1, 4, 5)).toMatchObject({ repeated: [], late: [], leftOut: [2, 3] });
  });
});
