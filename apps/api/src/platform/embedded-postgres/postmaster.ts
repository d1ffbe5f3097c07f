import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Account, surroundings } from './account.js';
import type { Binaries } from './binaries.js';
import type { ClusterFolder } from './cluster-folder.js';
import { explain } from './explain.js';
import { endOfLog, logSince, withLogOpen } from './log-file.js';

/** How a database process ended, in words for a log: "signal SIGKILL", "exit code 1". */
export type Ending = string;

/** One run of PostgreSQL's main process. */
export interface Postmaster {
  readonly ended: Promise<Ending>;
  /** Ends open connections, writes everything down and stops; harder if that takes over 10 s. */
  stop(): Promise<void>;
}

export interface PostmasterOptions {
  readonly folder: ClusterFolder;
  readonly binaries: Binaries;
  readonly account: Account;
  readonly port: number;
  readonly onProgress: (line: string) => void;
  /** Ends the waiting for a start that nobody needs any more; the process is then to be stopped. */
  readonly signal?: AbortSignal;
}

/** Starts PostgreSQL; resolves when it accepts connections, rejects with its reason when it gives up. */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  const { folder } = options;
  const logFrom = endOfLog(folder.log);
  const child = launch(options);
  const ended = endOf(child);
  const gaveUp = ended.then((ending) => {
    throw explain(`The database did not start (${ending}).`, logSince(folder.log, logFrom), folder);
  });
  const waiting = new AbortController();
  const signal = AbortSignal.any([waiting.signal, options.signal ?? waiting.signal]);
  try {
    await Promise.race([gaveUp, whenReady(child, options, signal)]);
  } finally {
    waiting.abort();
  }
  return { ended, stop: () => stop(child, ended) };
}

function launch({ folder, binaries, account, port }: PostmasterOptions): ChildProcess {
  const settings = [
    'listen_addresses=127.0.0.1',
    // A socket's path has a length limit that a deep data folder would break; TCP has none.
    'unix_socket_directories=',
    'timezone=UTC',
    'log_timezone=UTC',
    // Details of errors repeat values of rows, and rows are nobody's business in a log file.
    'log_error_verbosity=terse',
  ];
  const flags = settings.flatMap((setting) => ['-c', setting]);
  const [program = '', ...args] = [
    ...account.prefix,
    binaries.postgres,
    '-D',
    folder.data,
    '-p',
    `${port}`,
    ...flags,
  ];
  // Its own process group: Ctrl-C in a terminal must reach the server alone, which stops us in turn.
  const child = withLogOpen(folder.log, (log) =>
    spawn(program, args, { ...surroundings, ...account.ids, detached: true, stdio: ['ignore', log, log] }),
  );
  endWithThisProcess(child);
  return child;
}

/** For systems without setpriv, and for ends of this process that come without `stop`. */
function endWithThisProcess(child: ChildProcess): void {
  const interrupt = () => child.kill('SIGINT');
  process.once('exit', interrupt);
  child.once('exit', () => process.off('exit', interrupt));
}

function endOf(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      resolve(error.message);
    });
    child.once('exit', (code, signal) => {
      resolve(signal === null ? `exit code ${code}` : `signal ${signal}`);
    });
  });
}

/** PostgreSQL writes its state into the eighth line of its pid file, for exactly this purpose. */
async function whenReady(
  child: ChildProcess,
  options: PostmasterOptions,
  signal: AbortSignal,
): Promise<void> {
  const startedAt = performance.now();
  let nextReport = 5;
  while (!signal.aborted && !isReady(child, options.folder)) {
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    if (seconds >= nextReport) {
      options.onProgress(`The database is still starting, it may be recovering from a crash (${seconds} s)`);
      nextReport += 10;
    }
    await delay(10);
  }
}

function isReady(child: ChildProcess, folder: ClusterFolder): boolean {
  const lines = readPidFile(folder).split('\n');
  return Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready';
}

function readPidFile({ data }: ClusterFolder): string {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8');
  } catch {
    // PostgreSQL has not written it yet.
    return '';
  }
}

async function stop(child: ChildProcess, ended: Promise<Ending>): Promise<void> {
  const steps = [
    { signal: 'SIGINT', withinMs: 10_000 },
    { signal: 'SIGQUIT', withinMs: 5_000 },
    { signal: 'SIGKILL', withinMs: 5_000 },
  ] as const;
  for (const { signal, withinMs } of steps) {
    child.kill(signal);
    const patience = new AbortController();
    const timeout = delay(withinMs, 'too slow', { signal: patience.signal }).catch(() => 'cancelled');
    const outcome = await Promise.race([ended.then(() => 'ended'), timeout]);
    patience.abort();
    if (outcome === 'ended') return;
  }
}
