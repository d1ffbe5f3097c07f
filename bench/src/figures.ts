/** One measured quantity: a value per round, of the product and, where there is one, of the floor in the same round. */
export type Figure = {
  /** Stable, for the comparison with earlier results: `fan-out/50/posts`. */
  name: string;
  title: string;
  unit: string;
  better: 'higher' | 'lower';
  product: number[];
  /** What the product is held against, round by round; left out where only the value itself counts. */
  floor?: number[];
  /** What the ratio must reach (or the value, without a floor). */
  target?: number;
  /** What qualifies it, such as lost deliveries. */
  notes?: Record<string, number | string>;
};

export type Summary = { value: number; ratio: number | undefined; lowest: number; highest: number };

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** The value below which this share (0 to 1) of the sorted values lies. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** The median round, and the spread of what it is judged by: the ratios, or the values where there is no floor. */
export function summarize({ product, floor }: Figure): Summary {
  const ratios = floor && product.map((value, round) => value / (floor[round] ?? NaN));
  const judged = ratios ?? product;
  return {
    value: median(product),
    ratio: ratios && median(ratios),
    lowest: Math.min(...judged),
    highest: Math.max(...judged),
  };
}

/** Whether the target is met; undefined where there is none. */
export function isMet(figure: Figure): boolean | undefined {
  if (figure.target === undefined) return undefined;
  const { value, ratio = value } = summarize(figure);
  return figure.better === 'higher' ? ratio >= figure.target : ratio <= figure.target;
}
