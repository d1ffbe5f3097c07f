import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { untilLoaded } from './until-loaded';

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'warn').mockReturnValue();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const serverIs = (state: 'there' | 'away') => {
  vi.stubGlobal('fetch', () =>
    state === 'there'
      ? Promise.resolve(new Response('ok'))
      : Promise.reject(new TypeError('Failed to fetch')),
  );
};

describe('a part of the page', () => {
  it('is loaded once the server is back, however long it was away', async () => {
    serverIs('away');
    const load = vi.fn(() => Promise.reject<string>(new TypeError('Failed to fetch')));
    const loaded = untilLoaded(load);
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    const attempts = load.mock.calls.length;
    expect(attempts).toBeGreaterThan(50);
    load.mockResolvedValueOnce('part');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await loaded).toBe('part');
    expect(load).toHaveBeenCalledTimes(attempts + 1);
  });

  it('is given up where the server answers but no longer has it', async () => {
    serverIs('there');
    const load = vi.fn(() => Promise.reject<string>(new TypeError('404')));
    const given = expect(untilLoaded(load)).rejects.toThrow('404');
    await vi.advanceTimersByTimeAsync(60_000);
    await given;
    expect(load).toHaveBeenCalledTimes(3);
  });
});
