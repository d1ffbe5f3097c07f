import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { StartupError } from '../startup-error.js';
import { chooseAccount } from './account.js';
import { findBinaries } from './binaries.js';
import { clusterFolder } from './cluster-folder.js';
import { createClusterIfMissing, readPassword, refuseOtherMajor } from './cluster.js';
import { createDatabaseIfMissing, urlOf } from './database.js';
import { clearLeftover } from './leftover.js';
import { boundLog } from './log-file.js';
import { choosePort } from './port.js';
import { type Postmaster, type PostmasterOptions, startPostmaster } from './postmaster.js';
import { supervise } from './supervisor.js';

export interface EmbeddedPostgresOptions {
  /** Holds everything of the database; made when missing. One server at a time may use it. */
  readonly folder: string;
  /** One line for the operator about each step that takes time. */
  readonly onProgress: (line: string) => void;
  /** The database ended though nobody stopped it, by "signal SIGKILL" for example; it is being started again. */
  readonly onExit?: (reason: string) => void;
}

export interface EmbeddedPostgres {
  /** Stays the same until `stop`, also when the database had to be started again. Holds the password. */
  readonly url: string;
  stop(): Promise<void>;
}

type Run = Omit<PostmasterOptions, 'port'>;

/**
 * Runs a PostgreSQL of our own, from the binaries that npm brings, on a loopback port of its own.
 * @throws StartupError with a sentence for the operator.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = resolve(options.folder);
  try {
    const run = await prepare(folder, options.onProgress);
    return await serve(run, options.onExit ?? (() => undefined));
  } catch (error) {
    if (error instanceof StartupError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupError(`The database in ${folder} cannot be used: ${reason}.`, { cause: error });
  }
}

/** Everything that has to be right before PostgreSQL can run. */
async function prepare(path: string, onProgress: (line: string) => void): Promise<Run> {
  const folder = clusterFolder(path);
  mkdirSync(folder.path, { recursive: true, mode: 0o700 });
  boundLog(folder.log);
  const binaries = findBinaries();
  const { account, version } = chooseAccount(binaries, folder);
  refuseOtherMajor(folder, version);
  await createClusterIfMissing(folder, binaries, account, onProgress);
  return { folder, binaries, account, onProgress };
}

async function serve(run: Run, onExit: (reason: string) => void): Promise<EmbeddedPostgres> {
  const password = readPassword(run.folder);
  const { port, postmaster } = await startOnFreePort(run);
  const start = (signal: AbortSignal) => startCleanly({ ...run, port, signal });
  const supervised = supervise(postmaster, { start, onExit, onProgress: run.onProgress });
  try {
    await createDatabaseIfMissing(password, port);
  } catch (error) {
    await supervised.stop();
    throw error;
  }
  return { url: urlOf(password, port), stop: () => supervised.stop() };
}

/** Another program can take the port between our look at it and PostgreSQL's use of it. */
async function startOnFreePort(run: Run, attempts = 3): Promise<{ port: number; postmaster: Postmaster }> {
  const port = await choosePort(run.folder.port);
  try {
    return { port, postmaster: await startCleanly({ ...run, port }) };
  } catch (error) {
    const wasTaken = error instanceof StartupError && error.message.includes('Address already in use');
    if (!wasTaken || attempts <= 1) throw error;
    return startOnFreePort(run, attempts - 1);
  }
}

async function startCleanly(options: PostmasterOptions): Promise<Postmaster> {
  await clearLeftover(options.folder.data, options.onProgress);
  return startPostmaster(options);
}
