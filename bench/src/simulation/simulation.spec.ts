import { describe, expect, it } from 'vitest';
import { Chance } from './chance.js';
import { Cores } from './cores.js';
import { measuredCosts } from './costs.js';
import { simulate } from './simulate.js';
import { Timeline } from './timeline.js';

/** The mean time that tasks of one fixed length wait, which arrive by chance. */
function meanWait(seed: number, cores: number, serviceMs: number, load: number): number {
  const timeline = new Timeline();
  const chance = new Chance(seed);
  const line = new Cores(timeline, cores);
  let waited = 0;
  let count = 0;
  const arrive = () => {
    const arrivedAt = timeline.now;
    const done = () => {
      waited += timeline.now - arrivedAt - serviceMs;
      count += 1;
    };
    line.run({ ms: serviceMs, done });
    timeline.after(chance.exponential(serviceMs / load / cores), arrive);
  };
  arrive();
  timeline.run(400_000);
  return waited / count;
}

describe('the simulation', () => {
  it('lets things happen in the order of their times, and of their planning', () => {
    const timeline = new Timeline();
    const chance = new Chance(5);
    const planned = Array.from({ length: 500 }, (_, order) => ({ at: chance.below(50), order }));
    const happened: typeof planned = [];
    for (const entry of planned) timeline.at(entry.at, () => happened.push(entry));
    timeline.run(49);
    expect(happened).toEqual(planned.toSorted((a, b) => a.at - b.at || a.order - b.order));
  });

  it.each([0.3, 0.6, 0.8])('waits as long as theory says of one server (M/D/1) at a load of %s', (load) => {
    const expected = load / (2 * (1 - load));
    expect(Math.abs(meanWait(1, 1, 1, load) / expected - 1)).toBeLessThan(0.03);
  });

  it('waits half as long as one server would, and less, where two share the load', () => {
    const ratio = meanWait(1, 2, 1, 0.8) / meanWait(1, 1, 1, 0.8);
    // Cosmetatos' approximation of M/D/2 at 0.8 gives 0.456.
    expect(Math.abs(ratio / 0.456 - 1)).toBeLessThan(0.05);
  });

  const plan = {
    arrivals: { kind: 'steady', postsPerSecond: 2_000 },
    rooms: 50,
    readersPerRoom: 20,
    processes: 2,
    measureMs: 1_000,
  } as const;
  const told = (seed: number) => {
    const { storedPerSecond, times, busiestLoop } = simulate({ ...plan, seed });
    return { storedPerSecond, busiestLoop, answer: times('answer'), reader: times('reader') };
  };

  it('is the same for the same seed, and another for another', () => {
    expect(told(7)).toEqual(told(7));
    expect(told(7)).not.toEqual(told(8));
  });

  it('stores and shows every post once, and counts the time of the event loop by the costs', () => {
    const { storedPerSecond, times, busiestLoop, refused } = simulate({
      ...plan,
      processes: 1,
      readersPerRoom: 0,
    });
    expect(refused).toBe(0);
    const { takePostMs, answerPostMs } = measuredCosts.server;
    expect(busiestLoop).toBeCloseTo((storedPerSecond / 1000) * (takePostMs + answerPostMs), 2);
    const { answer, reader } = told(7);
    expect(Math.abs(reader.count - answer.count)).toBeLessThan(100);
    expect(reader.p50).toBeGreaterThan(answer.p50);
    expect(times('reader').count).toBe(0);
  });

  it('shows a post to its only reader, whichever of eight processes that one is connected to', () => {
    const { times, stored } = simulate({ ...plan, readersPerRoom: 1, processes: 8 });
    expect(Math.abs(times('reader').count - stored)).toBeLessThan(100);
  });

  it('refuses what more than 10,000 posts wait before, and nothing of fewer', () => {
    const burst = (posts: number) =>
      simulate({ ...plan, processes: 1, arrivals: { kind: 'full minute', posts, withinMs: 1 } }).refused;
    expect(burst(5_000)).toBe(0);
    expect(burst(60_000)).toBeGreaterThan(0);
  });

  it('adds the way between regions to the answers of senders who are elsewhere, and to them only', () => {
    const { times } = simulate({
      ...plan,
      processes: 1,
      regions: { roundTripMs: 80, homes: 'by room', localShare: 0.8 },
    });
    expect(times('answer, other region').p50 - times('answer, same region').p50).toBeCloseTo(80, 0);
    expect(times('reader, other region').p50 - times('reader, same region').p50).toBeGreaterThan(39);
  });
});
