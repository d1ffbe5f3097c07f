import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { StartupError } from '../startup-error.js';
import { type Account, surroundings } from './account.js';
import type { Binaries } from './binaries.js';
import type { ClusterFolder } from './cluster-folder.js';
import { explain } from './explain.js';

/** Name of the role that the server signs in with, and of its database. */
export const owner = 'carillon';

/** Makes the files of a new, empty database; does nothing when there is one. */
export async function createClusterIfMissing(
  folder: ClusterFolder,
  binaries: Binaries,
  account: Account,
  onProgress: (line: string) => void,
): Promise<void> {
  if (existsSync(folder.data)) return;
  onProgress(`Creating the database in ${folder.path} (first start only)`);
  prepareUnfinished(folder, account);
  const { code, output } = await runInitdb(folder, binaries, account);
  appendFileSync(folder.log, output, { mode: 0o600 });
  if (code !== 0) throw explain('The database could not be created.', output, folder);
  // An interrupted creation never looks like a database, because only a complete one gets this name.
  renameSync(folder.unfinished, folder.data);
}

/** Refuses a database of another major version: its files can neither be read nor changed safely. */
export function refuseOtherMajor(folder: ClusterFolder, version: string): void {
  if (!existsSync(folder.data)) return;
  const versionFile = join(folder.data, 'PG_VERSION');
  const found = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : 'an unknown version';
  const ours = version.split('.')[0] ?? version;
  if (found === ours) return;
  throw new StartupError(
    `The database in ${folder.data} was written by PostgreSQL ${found}, and this Carillon brings PostgreSQL ${ours}. ` +
      `Use the Carillon that brings PostgreSQL ${found}, or move the data over with pg_dump and DATABASE_URL. ` +
      'Nothing was changed.',
  );
}

/** The password of the database's role. It is in no argument, no log and no environment. */
export function readPassword(folder: ClusterFolder): string {
  try {
    return readFileSync(folder.password, 'utf8').trim();
  } catch (cause) {
    const words = `The password of the embedded database cannot be read from ${folder.password}.`;
    throw new StartupError(`${words} Restore that file together with ${folder.data} from a backup.`, {
      cause,
    });
  }
}

function prepareUnfinished(folder: ClusterFolder, account: Account): void {
  rmSync(folder.unfinished, { recursive: true, force: true });
  rmSync(folder.password, { force: true });
  mkdirSync(folder.unfinished, { mode: 0o700 });
  writeFileSync(folder.password, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (account.ids) {
    for (const path of [folder.unfinished, folder.password])
      chownSync(path, account.ids.uid, account.ids.gid);
  }
}

async function runInitdb(folder: ClusterFolder, binaries: Binaries, account: Account) {
  // The builtin provider knows all of Unicode and does not depend on the locales of the system.
  const locale = ['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const access = ['-U', owner, '-A', 'scram-sha-256', `--pwfile=${folder.password}`];
  const [program = '', ...args] = [
    ...account.prefix,
    binaries.initdb,
    '-D',
    folder.unfinished,
    ...locale,
    ...access,
  ];
  const child = spawn(program, args, {
    ...surroundings,
    ...account.ids,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  // Events have no types; this one's first argument is the exit code, null after a signal.
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output: (await output).join('') };
}
