import { makeResult, readLastKept, tableOf, write } from './report.js';
import { readOptions, usage } from './options.js';
import { scenarios } from './scenarios/index.js';
import type { Figure } from './figures.js';
import { growthPlan } from './simulation/growth-plan.js';
import { markdownOf } from './simulation/tables.js';
import { Workbench } from './workbench.js';

const startedAt = performance.now();

function say(line: string): void {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0).padStart(4);
  console.log(`${seconds} s  ${line}`);
}

/** Runs the chosen scenarios, one after the other. */
async function run(args: string[]): Promise<void> {
  const options = readOptions(args);
  if (options.isSimulated) {
    for (const table of growthPlan) console.log(`\n${markdownOf(table())}`);
    return;
  }
  const names = scenarios.map(({ name }) => name);
  const unknown = options.only.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new Error(`There is no scenario ${unknown.join(', ')}; there are ${names.join(', ')}.\n${usage}`);
  const bench = new Workbench(options, say);
  const figures: Figure[] = [];
  stopOnSignals(bench);
  try {
    for (const scenario of scenarios) {
      if (options.only.length > 0 && !options.only.includes(scenario.name)) continue;
      say(`== ${scenario.title}`);
      figures.push(...(await scenario.run(bench)));
    }
  } finally {
    await bench.stop();
  }
  console.log(`\n${tableOf(figures, readLastKept())}\n`);
  say(`Written to ${write(makeResult(figures, options.isQuick), options.keep)}`);
}

/** Whoever breaks off finds no server running and no data left. */
function stopOnSignals(bench: Workbench): void {
  const stop = () => {
    void bench.stop().finally(() => process.exit(1));
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

await run(process.argv.slice(2));
