import { show, type Figure } from './verdict.js';

/** What became of one scenario. */
export type Outcome = {
  readonly name: string;
  readonly title: string;
  /** Why it did not run here. */
  readonly skipped: string | undefined;
  readonly problems: readonly string[];
  readonly figures: readonly Figure[];
  /** Unit: seconds. */
  readonly seconds: number;
};

/** The table at the end. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map((outcome) => [
    verdictOf(outcome),
    outcome.name,
    `${outcome.seconds.toFixed(0)} s`,
    outcome.skipped ?? outcome.figures.map(figureOf).join(', '),
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const table = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  const problems = outcomes.flatMap(({ name, problems: found }) =>
    found.map((problem) => `${name}: ${problem}`),
  );
  return [...table, ...(problems.length > 0 ? ['', ...problems] : [])].join('\n');
}

function verdictOf({ skipped, problems }: Outcome): string {
  if (skipped !== undefined) return 'skipped';
  return problems.length === 0 ? 'holds' : 'BROKEN';
}

function figureOf({ name, value, unit }: Figure): string {
  return `${name} ${show(value)} ${unit}`.trim();
}
