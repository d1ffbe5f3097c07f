// @ts-check
import { parseArgs } from 'node:util';
import { findBrowser } from './browser.mjs';
import { build, buildFaults } from './build.mjs';
import { closingLine, sum } from './count.mjs';
import { installPackages } from './install.mjs';
import { findRedis } from './redis.mjs';
import { findSenders } from './senders.mjs';
import { runFaults, runJourneys, runSenders, runTool, runVitest } from './stages.mjs';
import { StepFailed } from './step.mjs';
import { installed, nxEnvironment, workspace } from './workspace.mjs';

/** @import { Count } from './count.mjs' */
/** @import { StageOptions } from './stages.mjs' */

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {string} heading
 * @property {(options: StageOptions) => Promise<Count>} run
 */

/**
 * @param {string} target
 */
const nx = (target) => [installed('nx'), 'run-many', '-t', target, '--output-style=static'];

/** @type {Stage[]} */
const stages = [
  { name: 'lint', heading: 'Lint', run: () => runTool('lint', nx('lint'), nxEnvironment) },
  { name: 'types', heading: 'Types', run: () => runTool('types', nx('typecheck'), nxEnvironment) },
  {
    name: 'format',
    heading: 'Format',
    run: () => runTool('format', [installed('prettier'), '--check', '--log-level', 'warn', '.']),
  },
  { name: 'unit', heading: 'Unit and integration tests', run: () => runVitest() },
  { name: 'faults', heading: 'Faults under load', run: runFaults },
  { name: 'journeys', heading: 'Journeys in a browser', run: runJourneys },
  { name: 'senders', heading: 'Programs that post', run: runSenders },
];

/**
 * Runs the stages and prints one closing line; a stage that fails does not keep the others from running.
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function runChecks(args) {
  process.chdir(workspace);
  const { only, ...options } = readArguments(args);
  const chosen = stages.filter(({ name }) => only === undefined || name === only);
  try {
    await installPackages();
    if (chosen.some(({ name }) => name === 'journeys' || name === 'senders')) await findBrowser();
    if (chosen.some(({ name }) => name === 'senders')) await findSenders();
    if (chosen.some(({ name }) => name === 'unit')) await findRedis();
    await build();
    if (chosen.some(({ name }) => name === 'faults')) await buildFaults();
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    console.error(error.message);
    return report({ passed: 0, failures: ['preparation (see above); nothing was checked'], skips: [] });
  }
  /** @type {Count[]} */
  const counts = [];
  for (const stage of chosen) counts.push(await runTimed(stage, options));
  return report(sum(counts));
}

/** @param {string[]} args */
function readArguments(args) {
  const names = stages.map(({ name }) => name);
  const {
    only,
    repeat = '1',
    long: isLong = false,
  } = parseArgs({
    args,
    options: { only: { type: 'string' }, repeat: { type: 'string' }, long: { type: 'boolean' } },
  }).values;
  if (only !== undefined && !names.includes(only)) stopWith(`--only takes one of: ${names.join(', ')}.`);
  if (!/^[1-9]\d*$/.test(repeat)) stopWith('--repeat takes how many times to run each journey, such as 10.');
  return { only, repeat: Number(repeat), isLong };
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function stopWith(sentence) {
  console.error(sentence);
  process.exit(1);
}

/**
 * @param {Stage} stage
 * @param {StageOptions} options
 */
async function runTimed({ heading, run }, options) {
  console.log(`\n== ${heading}`);
  const startedAt = performance.now();
  const count = await run(options);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`== ${heading}: ${closingLine(count)} (${seconds} s)`);
  return count;
}

/** @param {Count} total */
function report(total) {
  if (total.skips.length > 0) console.log(`\nSkipped:\n${total.skips.map((line) => `  ${line}`).join('\n')}`);
  if (total.failures.length > 0)
    console.log(`\nFailed:\n${total.failures.map((line) => `  ${line}`).join('\n')}`);
  console.log(`\n${closingLine(total)}`);
  return total.failures.length === 0 && total.passed > 0 ? 0 : 1;
}
