// @ts-check
import { relative } from 'node:path';

/**
 * What a stage found. Failures and skips are named, so that nobody has to search for them.
 * @typedef {{ passed: number, failures: string[], skips: string[] }} Count
 */

/**
 * The part of Vitest's JSON report that is read here.
 * @typedef {{ testResults: { name: string, status: string, message: string,
 *   assertionResults: { status: string, fullName: string }[] }[] }} VitestReport
 */

/**
 * The part of Playwright's JSON report that is read here.
 * @typedef {{ title: string, file?: string, suites?: PlaywrightSuite[], specs?: { title: string,
 *   tests: { status: string, annotations?: { type: string, description?: string }[] }[] }[] }} PlaywrightSuite
 * @typedef {{ suites: PlaywrightSuite[], errors?: { message?: string }[] }} PlaywrightReport
 */

/**
 * @param {Count[]} counts
 * @returns {Count}
 */
export function sum(counts) {
  return {
    passed: counts.reduce((total, { passed }) => total + passed, 0),
    failures: counts.flatMap(({ failures }) => failures),
    skips: counts.flatMap(({ skips }) => skips),
  };
}

/**
 * "12 passed, 0 failed", and skipped ones only when there are any.
 * @param {Count} count
 */
export function closingLine({ passed, failures, skips }) {
  const line = `${passed} passed, ${failures.length} failed`;
  return skips.length > 0 ? `${line}, ${skips.length} skipped` : line;
}

/**
 * @param {VitestReport} report
 * @param {string} [root] files are named relative to it
 * @returns {Count}
 */
export function countVitest({ testResults }, root = '') {
  return sum(testResults.map((file) => countFile({ ...file, name: relative(root, file.name) })));
}

/**
 * @param {VitestReport['testResults'][number]} file
 * @returns {Count}
 */
function countFile({ name, status, message, assertionResults }) {
  const named = (/** @type {(status: string) => boolean} */ matches) =>
    assertionResults.filter((test) => matches(test.status)).map(({ fullName }) => `${name}: ${fullName}`);
  const failures = named((test) => test === 'failed');
  // A file that cannot even be loaded has no test that could fail.
  const isBroken = status === 'failed' && failures.length === 0;
  return {
    passed: named((test) => test === 'passed').length,
    failures: isBroken ? [`${name}: ${message || 'could not be run'}`] : failures,
    skips: named((test) => test !== 'passed' && test !== 'failed'),
  };
}

/**
 * A journey that passed only at a second try counts as failed: it does not hold.
 * @param {PlaywrightReport} report
 * @returns {Count}
 */
export function countPlaywright({ suites, errors = [] }) {
  const broken = errors.map(({ message }) => `Playwright: ${message ?? 'unknown error'}`);
  return sum([{ passed: 0, failures: broken, skips: [] }, ...suites.map((suite) => countSuite(suite, []))]);
}

/**
 * @param {PlaywrightSuite} suite
 * @param {string[]} path
 * @returns {Count}
 */
function countSuite({ title, suites = [], specs = [] }, path) {
  const here = [...path, title].filter((part) => part !== '');
  const tests = specs.flatMap((spec) =>
    spec.tests.map(({ status, annotations = [] }) => ({
      status,
      name: [...here, spec.title].join(' > '),
      reason: annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description,
    })),
  );
  /** @type {Count} */
  const own = {
    passed: tests.filter(({ status }) => status === 'expected').length,
    failures: tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ name, status }) => (status === 'flaky' ? `${name} (passed at a later try)` : name)),
    skips: tests
      .filter(({ status }) => status === 'skipped')
      .map(({ name, reason }) => (reason ? `${name}: ${reason}` : name)),
  };
  return sum([own, ...suites.map((inner) => countSuite(inner, here))]);
}

/**
 * The part of the fault suite's report that is read here.
 * @typedef {{ name: string, title: string, skipped?: string, problems: string[] }[]} FaultsReport
 */

/**
 * @param {FaultsReport} report
 * @returns {Count}
 */
export function countFaults(report) {
  return {
    passed: report.filter(({ skipped, problems }) => skipped === undefined && problems.length === 0).length,
    failures: report.flatMap(({ name, title, problems: [first] }) =>
      first === undefined ? [] : [`${name}: ${title}: ${first}`],
    ),
    skips: report.flatMap(({ name, skipped }) => (skipped === undefined ? [] : [`${name}: ${skipped}`])),
  };
}

/**
 * A tool that ended badly has failed, whatever its report says or fails to say.
 * @param {Count} count
 * @param {string} tool
 * @param {number | null} exitCode
 * @returns {Count}
 */
export function withExitCode(count, tool, exitCode) {
  if (exitCode === 0 || count.failures.length > 0) return count;
  return { ...count, failures: [`${tool} ended with exit code ${exitCode} (see its output above)`] };
}
