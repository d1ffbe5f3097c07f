import { parseArgs } from 'node:util';

export type Options = {
  /** Names of the scenarios to run; empty means all. */
  only: string[];
  isQuick: boolean;
  /** Only these numbers of readers; empty means all. */
  readers: number[];
  rounds: number;
  /** Length of one measurement. Unit: milliseconds. */
  measureMs: number;
  warmUpMs: number;
  /** Messages to load for the scenarios about growth. */
  messages: number;
  /** Rooms to load beside them, with a webhook each. */
  rooms: number;
  idleConnections: number;
  /** Keep the result, so that later runs are compared with it. */
  keep: boolean;
  /** Profile the product while it is measured under load; figures are worse meanwhile. */
  isProfiled: boolean;
  /** Measure nothing; print what the simulation says of growth. */
  isSimulated: boolean;
};

export const usage = `npm run bench -- [options]
  --quick             about two minutes: fewer rounds, shorter, fewer messages
  --only <a,b>        only these scenarios
  --readers <n,m>     only with so many readers
  --rounds <n>        rounds of each measurement (default 5)
  --messages <m>      million messages for the scenarios about growth (default 1)
  --keep              keep the result in bench/results, for later runs to compare with
  --profile           profile the server under load, and tell whose code took the time
  --simulate          measure nothing: simulate how a server grows, the tables of docs/growth.md`;

export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      readers: { type: 'string' },
      rounds: { type: 'string' },
      messages: { type: 'string' },
      keep: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      simulate: { type: 'boolean', default: false },
    },
  });
  const { quick } = values;
  return {
    only: values.only?.split(',') ?? [],
    isQuick: quick,
    readers: (values.readers?.split(',') ?? []).map((text) => positive('readers', text)),
    rounds: positive('rounds', values.rounds ?? (quick ? '2' : '5')),
    measureMs: quick ? 2000 : 2500,
    warmUpMs: 800,
    messages: positive('messages', values.messages ?? (quick ? '0.2' : '1')) * 1_000_000,
    rooms: quick ? 10_000 : 100_000,
    idleConnections: quick ? 2000 : 4000,
    keep: values.keep,
    isProfiled: values.profile,
    isSimulated: values.simulate,
  };
}

/** Whether the cases with so many readers are wanted. */
export function areWanted(options: Options, readers: number): boolean {
  return options.readers.length === 0 || options.readers.includes(readers);
}

function positive(name: string, text: string): number {
  const number = Number(text);
  if (Number.isFinite(number) && number > 0) return number;
  throw new Error(`--${name} takes a number above 0, not "${text}".\n${usage}`);
}
