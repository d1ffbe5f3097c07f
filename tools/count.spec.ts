import { describe, expect, it } from 'vitest';
import { closingLine, countFaults, countPlaywright, countVitest, sum, withExitCode } from './count.mjs';

const file = (statuses: string[], extra = {}) => ({
  name: '/checkout/a.spec.ts',
  status: statuses.includes('failed') ? 'failed' : 'passed',
  message: '',
  assertionResults: statuses.map((status, index) => ({ status, fullName: `test ${index}` })),
  ...extra,
});

const suite = (statuses: string[], annotations: { type: string; description?: string }[] = []) => ({
  title: 'journeys/a.spec.ts',
  specs: statuses.map((status) => ({ title: `is ${status}`, tests: [{ status, annotations }] })),
});

describe('the closing line', () => {
  it('names passed and failed, and skipped only when there are any', () => {
    expect(closingLine({ passed: 3, failures: [], skips: [] })).toBe('3 passed, 0 failed');
    expect(closingLine({ passed: 3, failures: ['a'], skips: ['b', 'c'] })).toBe(
      '3 passed, 1 failed, 2 skipped',
    );
  });

  it('adds up the stages', () => {
    const total = sum([
      { passed: 1, failures: ['a'], skips: [] },
      { passed: 2, failures: [], skips: ['b'] },
    ]);
    expect(total).toEqual({ passed: 3, failures: ['a'], skips: ['b'] });
  });
});

describe('counting Vitest', () => {
  it('names failed and skipped tests by file and title', () => {
    const count = countVitest({ testResults: [file(['passed', 'failed', 'pending', 'todo'])] }, '/checkout');
    expect(count).toEqual({
      passed: 1,
      failures: ['a.spec.ts: test 1'],
      skips: ['a.spec.ts: test 2', 'a.spec.ts: test 3'],
    });
  });

  it('counts a file that cannot be loaded as one failure', () => {
    const broken = file([], { status: 'failed', message: 'Cannot find module' });
    const count = countVitest({ testResults: [broken] }, '/checkout');
    expect(count.failures).toEqual(['a.spec.ts: Cannot find module']);
  });
});

describe('counting the fault suite', () => {
  it('names what is broken with its first problem, and what could not run with the reason', () => {
    const title = 'a title';
    const count = countFaults([
      { name: 'holds', title, problems: [] },
      { name: 'breaks', title, problems: ['post 7 was acknowledged and is not stored', 'and more'] },
      { name: 'cannot', title, skipped: 'takes root', problems: [] },
    ]);
    expect(count).toEqual({
      passed: 1,
      failures: ['breaks: a title: post 7 was acknowledged and is not stored'],
      skips: ['cannot: takes root'],
    });
  });
});

describe('counting Playwright', () => {
  it('counts a journey that passed only at a second try as failed', () => {
    const count = countPlaywright({ suites: [suite(['expected', 'flaky', 'unexpected'])] });
    expect(count.passed).toBe(1);
    expect(count.failures).toEqual([
      'journeys/a.spec.ts > is flaky (passed at a later try)',
      'journeys/a.spec.ts > is unexpected',
    ]);
  });

  it('looks into nested suites and gives the reason of a skip', () => {
    const inner = suite(['skipped'], [{ type: 'skip', description: 'no PowerShell here' }]);
    const count = countPlaywright({ suites: [{ title: 'outer', suites: [inner] }] });
    expect(count.skips).toEqual(['outer > journeys/a.spec.ts > is skipped: no PowerShell here']);
  });

  it('counts an error outside of any journey', () => {
    const count = countPlaywright({ suites: [], errors: [{ message: 'No tests found' }] });
    expect(count.failures).toEqual(['Playwright: No tests found']);
  });
});

describe('the exit code of a tool', () => {
  it('turns a report without failures into one failure when it is not 0', () => {
    const count = { passed: 5, failures: [], skips: [] };
    expect(withExitCode(count, 'Vitest', 0).failures).toEqual([]);
    expect(withExitCode(count, 'Vitest', 1).failures).toEqual([
      'Vitest ended with exit code 1 (see its output above)',
    ]);
  });
});
