import type { Costs } from './costs.js';
import type { Plan } from './plan.js';
import { simulate, type Outcome } from './simulate.js';

/** What `faults` promises of posts under stress: 99 of 100 are with their last reader by then. Unit: milliseconds. */
const maxReaderP99Ms = 250;
/**
 * More than so much of what arrives left over at the end, and the line grows on: times are only short because the
 * simulation ends. Beside it, what is under way at the end and was not at the beginning. Unit: milliseconds of posts.
 */
const maxLeftOver = 0.015;
const maxUnderWayMs = 100;
/** More is not asked for. */
const highest = 64_000;
const lowest = 200;
const steps = 7;

export type Most = { postsPerSecond: number; outcome: Outcome };

/** The most posts per second, arriving by chance, at which 99 of 100 reach their last reader within 250 ms. */
export function mostPosts(plan: Omit<Plan, 'arrivals'>, costs?: Costs): Most {
  let low = lowest;
  let high = highest;
  let best: Most = { postsPerSecond: 0, outcome: atRate(plan, low, costs) };
  for (let step = 0; step < steps; step += 1) {
    const rate = Math.sqrt(low * high);
    const outcome = atRate(plan, rate, costs);
    if (isTaken(outcome, rate)) {
      best = { postsPerSecond: rate, outcome };
      low = rate;
    } else high = rate;
  }
  return best;
}

function atRate(plan: Omit<Plan, 'arrivals'>, postsPerSecond: number, costs?: Costs): Outcome {
  const measureMs = Math.min(4_000, Math.max(2_000, 10_000_000 / postsPerSecond));
  return simulate({ measureMs, ...plan, arrivals: { kind: 'steady', postsPerSecond } }, costs);
}

function isTaken({ arrived, stored, refused, times }: Outcome, rate: number): boolean {
  const left = arrived - stored - (rate * maxUnderWayMs) / 1000;
  return refused === 0 && left <= arrived * maxLeftOver && times('reader').p99 <= maxReaderP99Ms;
}
