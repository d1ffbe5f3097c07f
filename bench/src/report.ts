import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { isMet, summarize, type Figure } from './figures.js';

/** One run of the benchmark, as it is written down. */
export type Result = {
  date: string;
  commit: string;
  node: string;
  cpus: string;
  isQuick: boolean;
  figures: Figure[];
};

const project = join(import.meta.dirname, '..');
const kept = join(project, 'results');
const made = join(project, 'out');

export function makeResult(figures: Figure[], isQuick: boolean): Result {
  const processors = cpus();
  return {
    date: new Date().toISOString(),
    commit: execFileSync('git', ['describe', '--always', '--dirty'], {
      cwd: project,
      encoding: 'utf8',
    }).trim(),
    node: process.version,
    cpus: `${processors.length} x ${processors[0]?.model.trim() ?? 'unknown'}`,
    isQuick,
    figures,
  };
}

/** Writes the result down and answers the path. Kept ones belong to the repository. */
export function write(result: Result, keep: boolean): string {
  const folder = keep ? kept : made;
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${result.date.replace(/[:.]/g, '-')}.json`);
  writeFileSync(file, `${JSON.stringify(result, undefined, 2)}\n`);
  return file;
}

export function readLastKept(): Result | undefined {
  mkdirSync(kept, { recursive: true });
  const last = readdirSync(kept)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .at(-1);
  return last === undefined ? undefined : (JSON.parse(readFileSync(join(kept, last), 'utf8')) as Result);
}

/** The table for the terminal. Ratios are what to look at: values depend on the machine and on what else it does. */
export function tableOf(figures: readonly Figure[], last: Result | undefined): string {
  const head = ['', 'value', 'ratio', 'spread', 'target', 'last kept', 'notes'];
  const rows = figures.map((figure) => rowOf(figure, last));
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(head), ...rows.map(line)].join('\n');
}

function rowOf(figure: Figure, last: Result | undefined): string[] {
  const { value, ratio, lowest, highest } = summarize(figure);
  const earlier = last?.figures.find(({ name }) => name === figure.name);
  const before = earlier && summarize(earlier);
  const sign = figure.better === 'higher' ? '>=' : '<=';
  const met = isMet(figure);
  return [
    figure.title,
    `${short(value)} ${figure.unit}`,
    ratio === undefined ? '' : `x ${short(ratio)}`,
    figure.product.length > 1 ? `${short(lowest)} .. ${short(highest)}` : '',
    met === undefined ? '' : `${sign} ${figure.target ?? ''} ${met ? 'met' : 'MISSED'}`,
    before === undefined ? '' : short(before.ratio ?? before.value),
    Object.entries(figure.notes ?? {})
      .map(([name, note]) => `${name} ${note}`)
      .join(', '),
  ];
}

function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
