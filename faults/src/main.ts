import { writeFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { readOptions, usage, type Options } from './options.js';
import { tableOf, type Outcome } from './report.js';
import { CannotRun, type Scenario } from './scenario.js';
import { scenarios } from './scenarios/index.js';
import { Verdict } from './verdict.js';
import { Workbench } from './workbench.js';

const startedAt = performance.now();

function say(line: string): void {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0).padStart(4);
  console.log(`${seconds} s  ${line}`);
}

/** Runs the chosen scenarios, one after the other; one that fails does not keep the others from running. */
async function run(options: Options): Promise<Outcome[]> {
  const workbench = new Workbench(options, say);
  const outcomes: Outcome[] = [];
  try {
    for (const scenario of chosenOf(options.only)) outcomes.push(await runOne(scenario, options, workbench));
  } finally {
    await workbench.stop();
  }
  return outcomes;
}

function chosenOf(only: readonly string[]): Scenario[] {
  const names = scenarios.map(({ name }) => name);
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new Error(`There is no scenario ${unknown.join(', ')}; there are ${names.join(', ')}.\n${usage}`);
  return scenarios.filter(({ name }) => only.length === 0 || only.includes(name));
}

async function runOne(
  { name, title, run: play }: Scenario,
  options: Options,
  bench: Workbench,
): Promise<Outcome> {
  say(`== ${name}: ${title}`);
  const verdict = new Verdict(options.isLong);
  const from = performance.now();
  let skipped: string | undefined;
  try {
    await play(bench.stage(verdict));
  } catch (error) {
    if (error instanceof CannotRun) skipped = error.message;
    else verdict.report([inspect(error)]);
  }
  // What a failed scenario leaves behind must not meet the next one.
  if (verdict.problems.length > 0) {
    for (const problem of verdict.problems) say(`   ${problem}`);
    console.log(`The servers printed last:\n${bench.lastOutput}`);
    await bench.stop();
  }
  const seconds = (performance.now() - from) / 1000;
  return { name, title, skipped, problems: verdict.problems, figures: verdict.figures, seconds };
}

async function main(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (options.isList) {
    for (const { name, title } of scenarios) console.log(`${name.padEnd(22)} ${title}`);
    return 0;
  }
  say(`Seed ${options.seed}${options.isLong ? ', long form' : ''}`);
  const outcomes = await run(options);
  console.log(`\n${tableOf(outcomes)}\n`);
  if (options.report !== undefined) writeFileSync(options.report, JSON.stringify(outcomes, undefined, 2));
  const broken = outcomes.filter(({ problems }) => problems.length > 0).length;
  console.log(broken === 0 ? 'Nothing was lost.' : `${broken} of ${outcomes.length} scenarios are broken.`);
  return broken === 0 ? 0 : 1;
}

// Whatever was started ends with us, see `endWithUs`.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
// Readers of a scenario that broke would go on for ever.
process.exit(await main(process.argv.slice(2)));
