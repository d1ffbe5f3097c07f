import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchInput } from './watch-input';

const minute = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function watch() {
  const changes: boolean[] = [];
  return { changes, ...watchInput((isIdle) => changes.push(isIdle)) };
}

describe('a device', () => {
  it('is idle after 10 minutes without input, says so once, and is in use with the next input', () => {
    const { changes, isIdle, stop } = watch();
    vi.advanceTimersByTime(10 * minute - 1);
    expect(isIdle()).toBe(false);
    vi.advanceTimersByTime(10 * minute);
    expect([isIdle(), ...changes]).toEqual([true, true]);
    window.dispatchEvent(new Event('pointermove'));
    expect(changes).toEqual([true, false]);
    stop();
  });

  it('is not idle as long as keys are pressed now and then', () => {
    const { changes, stop } = watch();
    for (let round = 0; round < 5; round += 1) {
      vi.advanceTimersByTime(9 * minute);
      window.dispatchEvent(new Event('keydown'));
    }
    expect(changes).toEqual([]);
    stop();
  });

  it('is no longer watched once that has ended', () => {
    const { changes, stop } = watch();
    stop();
    vi.advanceTimersByTime(60 * minute);
    expect(changes).toEqual([]);
  });
});
