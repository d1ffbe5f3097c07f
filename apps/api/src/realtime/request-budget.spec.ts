import { limits } from '@carillon/contracts';
import { describe, expect, it } from 'vitest';
import { RequestBudget } from './request-budget.js';

const { windowMs } = limits.sockets;

describe('the budget of a socket', () => {
  it('answers 100 requests in ten seconds, refuses those up to the 1000th, and disconnects at the 1001st', () => {
    const budget = new RequestBudget();
    const verdicts = Array.from({ length: 1001 }, () => budget.next(0));
    expect(verdicts.slice(0, 100)).toEqual(Array(100).fill('answer'));
    expect(verdicts.slice(100, 1000)).toEqual(Array(900).fill('refuse'));
    expect(verdicts[1000]).toBe('disconnect');
  });

  it('is whole again after ten seconds, and not a millisecond earlier', () => {
    const budget = new RequestBudget();
    for (let count = 0; count < 100; count += 1) budget.next(0);
    expect(budget.next(windowMs - 1)).toBe('refuse');
    expect(budget.next(windowMs)).toBe('answer');
  });
});
