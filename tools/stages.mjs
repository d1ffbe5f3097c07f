// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countFaults, countPlaywright, countVitest, withExitCode } from './count.mjs';
import { installed, workspace } from './workspace.mjs';

/** @import { Count } from './count.mjs' */

/**
 * A check that passes or fails as a whole.
 * @param {string} name
 * @param {string[]} command
 * @param {Record<string, string>} [env]
 * @returns {Promise<Count>}
 */
export async function runTool(name, command, env) {
  const code = await run(command, env);
  return withExitCode({ passed: code === 0 ? 1 : 0, failures: [], skips: [] }, name, code);
}

/** @param {Parameters<typeof countVitest>[0]} report */
const countVitestHere = (report) => countVitest(report, workspace);

/** @returns {Promise<Count>} */
export function runVitest() {
  return withReport('Vitest', countVitestHere, (file) =>
    run([installed('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]),
  );
}

/**
 * What `npm test` was asked for: how often each journey runs, and whether the long checks have their full length.
 * @typedef {{ repeat: number, isLong: boolean }} StageOptions
 */

const playwright = [
  installed('playwright'),
  'test',
  '-c',
  'e2e/playwright.config.ts',
  '--reporter=list,json',
];

/**
 * @param {StageOptions} options
 * @returns {Promise<Count>}
 */
export function runJourneys({ repeat }) {
  const repeated = repeat > 1 ? [`--repeat-each=${repeat}`] : [];
  return withReport('Playwright', countPlaywright, (file) =>
    run([...playwright, '--project=journeys', ...repeated], { PLAYWRIGHT_JSON_OUTPUT_FILE: file }),
  );
}

/** The fault suite in its short form. It must have been built. */
export function runFaults() {
  return withReport('The fault suite', countFaults, (file) =>
    run([process.execPath, 'faults/dist/main.js', '--report', file]),
  );
}

/**
 * @param {StageOptions} options
 * @returns {Promise<Count>}
 */
export function runSenders({ isLong }) {
  return withReport('Playwright', countPlaywright, (file) =>
    run([...playwright, '--project=senders'], {
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
      ...(isLong ? { CARILLON_LONG: '1' } : {}),
    }),
  );
}

/**
 * The fuzz run of the senders alone, with as many requests as wanted.
 * @param {{ requests: string, seed: string }} options
 */
export async function runFuzz({ requests, seed }) {
  const command = [installed('playwright'), 'test', '-c', 'e2e/playwright.config.ts', '--reporter=list'];
  const code = await run([...command, '--project=senders', 'fuzz'], {
    CARILLON_FUZZ_REQUESTS: requests,
    CARILLON_FUZZ_SEED: seed,
  });
  return code ?? 1;
}

/**
 * Runs a tool that writes a report, and counts what is in it.
 * @template Report
 * @param {string} tool
 * @param {(report: Report) => Count} count
 * @param {(file: string) => Promise<number | null>} runWith
 * @returns {Promise<Count>}
 */
async function withReport(tool, count, runWith) {
  const folder = mkdtempSync(join(tmpdir(), 'carillon-report-'));
  try {
    const file = join(folder, 'report.json');
    const code = await runWith(file);
    const nothing = { passed: 0, failures: [`${tool} wrote no report (see its output above)`], skips: [] };
    return existsSync(file)
      ? withExitCode(count(JSON.parse(readFileSync(file, 'utf8'))), tool, code)
      : nothing;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string[]} command
 * @param {Record<string, string>} [env] added to ours
 * @returns {Promise<number | null>} the exit code
 */
async function run([program = '', ...args], env) {
  const child = spawn(program, args, {
    cwd: workspace,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'close');
  return code;
}
