import { describe, expect, it } from 'vitest';
import { reconnectDelayMs } from './reconnect-policy.js';

describe('the delay before the next attempt to connect', () => {
  it('is between 250 and 500 ms for the first attempt', () => {
    expect(reconnectDelayMs(0, 0)).toBe(250);
    expect(reconnectDelayMs(0, 1)).toBe(500);
  });

  it('doubles with every failed attempt', () => {
    expect([0, 1, 2, 3].map((failed) => reconnectDelayMs(failed, 1))).toEqual([500, 1000, 2000, 4000]);
  });

  it('never exceeds 8 seconds, however long the server stays away', () => {
    expect(reconnectDelayMs(5, 1)).toBe(8000);
    expect(reconnectDelayMs(2000, 1)).toBe(8000);
    expect(reconnectDelayMs(2000, 0)).toBe(4000);
  });
});
