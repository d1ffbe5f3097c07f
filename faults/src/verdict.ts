/** One measured value. `atMost`/`atLeast`: what the product promises. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly bound?: Bound;
};

/**
 * What the product promises, and what is asked of a machine that does many other things at the same time. The long
 * form judges by the promise, the short one by the other.
 */
export type Bound = {
  readonly promised: number;
  readonly whenBusy: number;
  readonly is: 'at most' | 'at least';
};

/** Kept to a readable length: a fault that meets every post is one fault. */
const maxProblems = 12;

/** What a scenario found: problems decide, figures inform. */
export class Verdict {
  private readonly found: string[] = [];
  readonly figures: Figure[] = [];
  private dropped = 0;

  constructor(private readonly isLong: boolean) {}

  get problems(): readonly string[] {
    return this.dropped === 0 ? this.found : [...this.found, `and ${this.dropped} more`];
  }

  /** What must hold on every machine. */
  require(holds: boolean, problem: string): void {
    if (!holds) this.report([problem]);
  }

  report(problems: readonly string[]): void {
    const free = Math.max(0, maxProblems - this.found.length);
    this.found.push(...problems.slice(0, free));
    this.dropped += Math.max(0, problems.length - free);
  }

  /** A value measured before; NaN, which no bound allows, where it was not. */
  valueOf(name: string): number {
    return this.figures.find((figure) => figure.name === name)?.value ?? NaN;
  }

  /** A value that is only shown, or also judged. */
  measure(name: string, value: number, unit: string, bound?: Bound): void {
    this.figures.push({ name, value, unit, ...(bound && { bound }) });
    if (bound !== undefined) this.judge(name, bound);
  }

  /** Judges a value that was measured before. */
  judge(name: string, bound: Bound): void {
    const value = this.valueOf(name);
    const limit = this.isLong ? bound.promised : bound.whenBusy;
    const holds = bound.is === 'at most' ? value <= limit : value >= limit;
    this.require(holds, `${name}: ${show(value)}, must be ${bound.is} ${show(limit)}`);
  }
}

export function show(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** The value below which this share of the values lies; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
