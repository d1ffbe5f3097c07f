import { setTimeout as delay } from 'node:timers/promises';

/** How often a condition in another process is looked at. Unit: milliseconds. */
const lookEveryMs = 10;

export { delay };

/** Looks until it holds; false if it did not in time. */
export async function becomesTrue(
  holds: () => boolean | Promise<boolean>,
  withinMs: number,
): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > deadline) return false;
    await delay(lookEveryMs);
  }
  return true;
}
