import { parseArgs } from 'node:util';

export type Options = {
  /** Names of the scenarios to run; empty means all. */
  only: string[];
  /** The counts and bounds that the product promises; otherwise few rounds, and bounds for a busy machine. */
  isLong: boolean;
  /** Decides all chance. */
  seed: number;
  /** File for the outcome as JSON. */
  report: string | undefined;
  /** Print what the servers print. */
  isVerbose: boolean;
};

export const usage = `npm run faults -- [options]
  --long           the full counts (about an hour), and the bounds as promised
  --only <a,b>     only these scenarios
  --list           the names of the scenarios
  --seed <n>       repeats the chance of an earlier run
  --report <file>  also writes the outcome there, as JSON
  --verbose        prints what the servers print`;

export function readOptions(args: string[]): Options & { isList: boolean } {
  const { values } = parseArgs({
    args,
    options: {
      long: { type: 'boolean', default: false },
      only: { type: 'string' },
      list: { type: 'boolean', default: false },
      seed: { type: 'string' },
      report: { type: 'string' },
      verbose: { type: 'boolean', default: false },
    },
  });
  const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
  if (!Number.isInteger(seed)) throw new Error(`--seed takes a whole number.\n${usage}`);
  return {
    only: values.only?.split(',') ?? [],
    isLong: values.long,
    isList: values.list,
    seed,
    report: values.report,
    isVerbose: values.verbose,
  };
}
