import { describe, expect, it } from 'vitest';
import { TurnBudget } from './turn-budget.js';

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('work that can wait', () => {
  const aBudget = () => {
    let nowMs = 0;
    const budget = new TurnBudget(() => nowMs);
    const done: number[] = [];
    const run = (number: number, ms: number) => {
      budget.run(() => {
        nowMs += ms;
        done.push(number);
      });
    };
    const pass = (ms: number) => {
      nowMs += ms;
    };
    return { budget, done, run, pass };
  };

  it('is done at once while it has taken less than 8 ms of the turn', () => {
    const { done, run } = aBudget();
    for (const number of [1, 2, 3, 4]) run(number, 2);
    expect(done).toEqual([1, 2, 3, 4]);
    run(5, 2);
    expect(done).toEqual([1, 2, 3, 4]);
  });

  it('goes on in the next turns, 8 ms in each, in the order it came', async () => {
    const { done, run } = aBudget();
    for (let number = 1; number <= 10; number += 1) run(number, 4);
    expect(done).toEqual([1, 2]);
    await nextTurn();
    expect(done).toEqual([1, 2, 3, 4]);
    run(11, 4);
    for (let turn = 0; turn < 4; turn += 1) await nextTurn();
    expect(done).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('gets a quarter of a long turn', async () => {
    const { done, run, pass } = aBudget();
    for (let number = 1; number <= 30; number += 1) run(number, 1);
    expect(done).toHaveLength(8);
    pass(61);
    await nextTurn();
    expect(done).toHaveLength(25);
    await nextTurn();
    expect(done).toHaveLength(30);
  });

  it('is not held up by work that fails', async () => {
    const { budget, done, run } = aBudget();
    run(1, 8);
    expect(() => {
      new TurnBudget().run(() => {
        throw new Error('failed');
      });
    }).toThrow('failed');
    run(2, 1);
    await nextTurn();
    budget.run(() => done.push(3));
    expect(done).toEqual([1, 2, 3]);
  });
});
