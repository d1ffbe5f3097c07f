import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, lchownSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError } from '../startup-error.js';
import { type Binaries, useYourOwn } from './binaries.js';
import type { ClusterFolder } from './cluster-folder.js';

/** How the programs of PostgreSQL are run: it refuses to run as root. */
export interface Account {
  /** Put before the program: `unshare ...`, `setpriv ...`. */
  readonly prefix: readonly string[];
  /** Whom to become; left out to stay who we are. */
  readonly ids?: { readonly uid: number; readonly gid: number };
}

/** PostgreSQL's own account, and the version its programs answered under it. */
export interface ChosenAccount {
  readonly account: Account;
  readonly version: string;
}

/** `nobody` of Linux and macOS alike by number where names differ; never made or changed by us. */
const nobody = { uid: 65534, gid: 65534 };

/**
 * With a namespace of its own, root looks like user 1000 to PostgreSQL and keeps root's access to
 * the files. This works below a folder that only root may enter, such as root's home.
 */
const unshare = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'];

/** The kernel sends PostgreSQL a SIGINT when our process dies, even by kill -9. Linux only. */
const dieWithParent = ['setpriv', '--pdeathsig', 'INT', '--'];

/** Decides as whom PostgreSQL runs, tries it, and makes the data readable for that account. */
export function chooseAccount(binaries: Binaries, folder: ClusterFolder): ChosenAccount {
  const uid = process.getuid?.() ?? -1;
  return uid === 0 ? chooseForRoot(binaries, folder) : chooseForUser(binaries, folder, uid);
}

function chooseForUser(binaries: Binaries, folder: ClusterFolder, uid: number): ChosenAccount {
  const owner = ownerOf(folder.data)?.uid;
  if (owner !== undefined && owner !== uid) {
    throw new StartupError(
      `The database in ${folder.data} belongs to user number ${owner}, this server runs as ${uid}. ` +
        'Start it as that user, or set CARILLON_DATA_DIR to another folder.',
    );
  }
  const chosen = firstThatWorks([{ prefix: [] }], binaries, folder);
  if (typeof chosen !== 'string') return chosen;
  throw new StartupError(`The embedded PostgreSQL does not run on this system. ${useYourOwn}\n${chosen}`);
}

function chooseForRoot(binaries: Binaries, folder: ClusterFolder): ChosenAccount {
  // Folders on the way are root's; the other account must be able to pass, not to list.
  chmodSync(folder.path, 0o711);
  const owner = ownerOf(folder.data);
  const isOurs = owner === undefined || owner.uid === 0 || owner.uid === nobody.uid;
  const accounts = isOurs ? [{ prefix: [], ids: nobody }, { prefix: unshare }] : [{ prefix: [], ids: owner }];
  const chosen = firstThatWorks(accounts, binaries, folder);
  if (typeof chosen === 'string') throw new StartupError(`${unreachable(folder, owner?.uid)}\n${chosen}`);
  giveDataTo(chosen.account.ids ?? { uid: 0, gid: 0 }, folder.data);
  return chosen;
}

function unreachable(folder: ClusterFolder, owner = nobody.uid): string {
  return (
    `PostgreSQL does not run as root, and user number ${owner} cannot reach its programs or ${folder.path}. ` +
    'Start the server as a normal user, or move the checkout and the data out of folders closed to others ' +
    `(such as /root). ${useYourOwn}`
  );
}

/** The first account under which the programs run and the folder can be entered, or why none did. */
function firstThatWorks(
  accounts: Account[],
  binaries: Binaries,
  folder: ClusterFolder,
): ChosenAccount | string {
  let complaint = '';
  for (const base of accounts) {
    for (const extra of [dieWithParent, []]) {
      const account = { ...base, prefix: [...base.prefix, ...extra] };
      const tried = tryAccount(account, binaries, folder);
      if (tried.version !== undefined) return { account, version: tried.version };
      complaint = tried.complaint;
    }
  }
  return complaint;
}

function tryAccount(account: Account, binaries: Binaries, folder: ClusterFolder) {
  const script = 'test -x "$1" && exec "$2" -V';
  const [program, ...args] = [
    ...account.prefix,
    '/bin/sh',
    '-c',
    script,
    'sh',
    folder.path,
    binaries.postgres,
  ];
  const run = spawnSync(program, args, { ...account.ids, ...surroundings, encoding: 'utf8' });
  if (run.error) return { version: undefined, complaint: run.error.message };
  return { version: /\(PostgreSQL\) (\S+)/.exec(run.stdout)?.[1], complaint: run.stderr.trim() };
}

/**
 * What the programs see of us: nothing. Settings such as PGDATA, LC_ALL or LD_LIBRARY_PATH would
 * change what they do, and our working directory may be closed to their account.
 */
export const surroundings = {
  cwd: '/',
  env: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' },
};

function ownerOf(path: string): { uid: number; gid: number } | undefined {
  if (!existsSync(path)) return undefined;
  const { uid, gid } = statSync(path);
  return { uid, gid };
}

function giveDataTo({ uid, gid }: { uid: number; gid: number }, data: string): void {
  if ((ownerOf(data)?.uid ?? uid) === uid) return;
  for (const name of readdirSync(data, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(data, name), uid, gid);
  // Last, so that an interruption above leaves the work to be done again.
  chownSync(data, uid, gid);
}
