import type { MessageView } from '@carillon/contracts';
import { renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aMessage } from '../../testing/factories';
import { firstStep, useDrawnMessages } from './use-drawn-messages';

const known = new Map<number, MessageView>();
function message(seq: number): MessageView {
  const one = known.get(seq) ?? aMessage({ seq });
  known.set(seq, one);
  return one;
}

const messages = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => message(from + index));

const shape = ({ drawn, isShift }: { drawn: readonly MessageView[]; isShift: boolean }) => [
  drawn[0]?.seq,
  drawn.at(-1)?.seq,
  drawn.length,
  isShift,
];

describe('what the list draws', () => {
  it.each([
    ['is added at the end', [50, 60], [50, 65], [50, 65, 16, false]],
    ['is added at the beginning', [50, 60], [40, 60], [40, 60, 21, true]],
    ['is cut at the beginning', [50, 60], [55, 60], [55, 60, 6, true]],
    ['is cut at the end', [50, 60], [50, 55], [50, 55, 6, false]],
    ['is cut at the beginning and added at the end', [50, 60], [55, 65], [50, 65, 16, false]],
    ['is added at the beginning and cut at the end', [50, 60], [40, 55], [50, 55, 6, false]],
  ] as const)('changes at one end at a time where something %s', (_, before, after, first) => {
    expect(shape(firstStep(messages(before[0], before[1]), messages(after[0], after[1])))).toEqual(first);
  });

  it('is what is wanted before anything is painted', () => {
    const { result, rerender } = renderHook(({ part, wanted }) => useDrawnMessages(part, wanted), {
      initialProps: { part: 1, wanted: messages(50, 60) },
    });
    expect(shape(result.current)).toEqual([50, 60, 11, false]);
    rerender({ part: 1, wanted: messages(55, 65) });
    expect(shape(result.current)).toEqual([55, 65, 11, true]);
    rerender({ part: 1, wanted: messages(55, 66) });
    expect(shape(result.current)).toEqual([55, 66, 12, false]);
    rerender({ part: 2, wanted: messages(1, 9) });
    expect(shape(result.current)).toEqual([1, 9, 9, false]);
  });
});
