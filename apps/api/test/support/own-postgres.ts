import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A PostgreSQL of the same version as the programs for backups that are installed on this machine. */
export type OwnPostgres = { readonly url: string; stop(): Promise<void> };

/** PostgreSQL refuses to run as root. */
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/**
 * Where PostgreSQL's server programs of the same version as `pg_dump` are, or the reason why there are none. Those that
 * npm brings have no `pg_dump`, and one of an older version refuses to read from them.
 */
export function findOwnPostgres(): { folder: string } | { missing: string } {
  const { stdout, error } = spawnSync('pg_dump', ['--version'], { encoding: 'utf8' });
  if (error !== undefined) return { missing: 'pg_dump is not installed' };
  const major = /\(PostgreSQL\) (\d+)/.exec(stdout)?.[1] ?? '?';
  const folder = [`/usr/lib/postgresql/${major}/bin`, `/usr/pgsql-${major}/bin`].find((path) =>
    existsSync(join(path, 'initdb')),
  );
  return folder === undefined ? { missing: `there is no server of pg_dump's version ${major}` } : { folder };
}

/** Starts one, empty, on a port of its own. */
export async function startOwnPostgres(programs: string): Promise<OwnPostgres> {
  const data = await mkdtemp(join(tmpdir(), 'carillon-own-postgres-'));
  if (nobody.uid !== undefined) chownSync(data, nobody.uid, nobody.gid);
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'carillon', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...nobody, cwd: data, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
  const flags = settings.flatMap((setting) => ['-c', setting]);
  const server = spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port), ...flags], {
    ...nobody,
    cwd: data,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await untilReady(server.stderr);
  return {
    url: `postgres://carillon@127.0.0.1:${port}/postgres`,
    stop: async () => {
      const ended = once(server, 'exit');
      server.kill('SIGINT');
      await ended;
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function untilReady(log: NodeJS.ReadableStream): Promise<void> {
  let said = '';
  for await (const chunk of log) {
    said += String(chunk);
    // What it says later must not fill the pipe.
    if (said.includes('ready to accept connections')) return void log.resume();
  }
  throw new Error(`PostgreSQL did not start: ${said}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
