import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { batches } from './batches';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function collecting() {
  const handed: number[][] = [];
  return { handed, collected: batches<number>((items) => handed.push([...items])) };
}

describe('events in quick succession', () => {
  it('are handed on together: the first with the next frame, the others a tenth of a second later', () => {
    const { handed, collected } = collecting();
    for (const item of [1, 2]) collected.add(item);
    expect(handed).toEqual([]);
    vi.advanceTimersToNextFrame();
    expect(handed).toEqual([[1, 2]]);
    for (const item of [3, 4, 5]) collected.add(item);
    vi.advanceTimersByTime(99);
    expect(handed).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(handed).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
  });

  it('are handed on in a page that draws no frames', () => {
    vi.stubGlobal('requestAnimationFrame', () => 1);
    const { handed, collected } = collecting();
    collected.add(1);
    vi.advanceTimersByTime(50);
    expect(handed).toEqual([[1]]);
    vi.unstubAllGlobals();
  });

  it('are handed on when nobody listens any longer', () => {
    const { handed, collected } = collecting();
    collected.add(1);
    collected.flush();
    vi.runAllTimers();
    expect(handed).toEqual([[1]]);
  });
});
