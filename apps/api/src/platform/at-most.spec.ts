import { describe, expect, it } from 'vitest';
import { AtMost } from './at-most.js';

describe('at most two at once', () => {
  it('runs two, lets the others wait in order, and goes on after a failure', async () => {
    const limit = new AtMost(2);
    const log: string[] = [];
    let underWay = 0;
    let most = 0;
    const work = (name: string) =>
      limit.run(async () => {
        underWay += 1;
        most = Math.max(most, underWay);
        log.push(name);
        await new Promise((resolve) => setImmediate(resolve));
        underWay -= 1;
        if (name === 'b') throw new Error('failed');
        return name;
      });
    const outcomes = await Promise.allSettled(['a', 'b', 'c', 'd', 'e'].map(work));
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ]);
    expect(log).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(most).toBe(2);
    expect(await work('f')).toBe('f');
  });
});
