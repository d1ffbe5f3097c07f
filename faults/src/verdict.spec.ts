import { describe, expect, it } from 'vitest';
import { quantile, Verdict } from './verdict.js';

const bound = { promised: 10, whenBusy: 100, is: 'at most' } as const;

function problemsOf(
  isLong: boolean,
  value: number,
  is: 'at most' | 'at least' = 'at most',
): readonly string[] {
  const verdict = new Verdict(isLong);
  verdict.measure('value', value, 'ms', { ...bound, is });
  return verdict.problems;
}

describe('a verdict', () => {
  it('judges by the promise in the long form, and by what a busy machine can do in the short one', () => {
    expect(problemsOf(true, 10)).toEqual([]);
    expect(problemsOf(true, 11)).toEqual(['value: 11, must be at most 10']);
    expect(problemsOf(false, 100)).toEqual([]);
    expect(problemsOf(false, 101)).toEqual(['value: 101, must be at most 100']);
    expect(problemsOf(true, 9.5, 'at least')).toEqual(['value: 9.50, must be at least 10']);
  });

  it('only shows a value without a bound, and judges it later where asked to', () => {
    const verdict = new Verdict(true);
    verdict.measure('value', 11, 'ms');
    expect(verdict.problems).toEqual([]);
    verdict.judge('value', bound);
    verdict.judge('never measured', bound);
    expect(verdict.problems).toHaveLength(2);
  });

  it('keeps a fault that meets every post readable', () => {
    const verdict = new Verdict(true);
    verdict.report(Array.from({ length: 1000 }, (_, index) => `post ${index}`));
    expect(verdict.problems).toHaveLength(13);
    expect(verdict.problems.at(-1)).toBe('and 988 more');
  });
});

it('finds quantiles, also of nothing', () => {
  expect(quantile([3, 1, 2], 0.5)).toBe(2);
  expect(quantile([3, 1, 2], 0.99)).toBe(3);
  expect(quantile([], 0.99)).toBe(0);
});
