import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { throttled } from './throttled';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('works at once, then once at the end of each interval in which it was asked', () => {
  const work = vi.fn();
  const { ask } = throttled(work, 1000);
  ask();
  expect(work).toHaveBeenCalledTimes(1);
  for (let asked = 0; asked < 50; asked += 1) ask();
  expect(work).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1000);
  expect(work).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(10_000);
  expect(work).toHaveBeenCalledTimes(2);
  ask();
  expect(work).toHaveBeenCalledTimes(3);
});

it('does nothing more once it is cancelled', () => {
  const work = vi.fn();
  const { ask, cancel } = throttled(work, 1000);
  ask();
  ask();
  cancel();
  vi.advanceTimersByTime(5000);
  expect(work).toHaveBeenCalledTimes(1);
});
