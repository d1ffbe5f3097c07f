/** Numbers of the back-off. Unit: milliseconds. */
export const reconnectDelays = { firstMs: 500, longestMs: 8_000 } as const;

/**
 * How long to wait before the next attempt to connect: doubling from half a second to eight seconds, with
 * half of each delay left to chance so that the clients of a restarted server do not all return at once.
 *
 * @param failedAttempts attempts that failed since the connection was lost, from 0
 * @param random a number from 0 up to 1
 */
export function reconnectDelayMs(failedAttempts: number, random: number): number {
  const ceiling = Math.min(reconnectDelays.firstMs * 2 ** failedAttempts, reconnectDelays.longestMs);
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
