import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Figure } from '../figures.js';
import type { Scenario } from '../scenario.js';

const workspace = join(import.meta.dirname, '../../..');

/** A line of a benchmark that stands beside the code it measures, and runs by itself, too. */
type Row = { name: string; value: number; unit: string; note?: string };

/** Runs one of those; each exports `run`. */
async function runBeside(path: string): Promise<Row[]> {
  // A program that is not compiled and has no types; each says what it answers in its own comments.
  const program = (await import(pathToFileURL(join(workspace, path)).href)) as { run(): Promise<Row[]> };
  return program.run();
}

function figureOf(scenario: string, { name, value, unit, note }: Row): Figure {
  return {
    name: `${scenario}/${name}`,
    title: name,
    unit,
    better: 'lower',
    product: [value],
    ...(note === undefined ? {} : { notes: { measured: note } }),
  };
}

/** What reading a message costs, and that it grows with its length only. */
export const parsing: Scenario = {
  name: 'parsing',
  title: 'Reading messages: alerts, and hostile texts that grow',
  run: async () =>
    (await runBeside('libs/message-format/bench/parse.mjs')).map((row) => figureOf('parsing', row)),
};

/** What opening a room full of alerts costs a browser, in the real page on the real server. */
export const showing: Scenario = {
  name: 'showing',
  title: 'Opening rooms full of alerts in Chromium',
  run: async () => (await runBeside('e2e/bench/show-alerts.mjs')).map((row) => figureOf('showing', row)),
};
