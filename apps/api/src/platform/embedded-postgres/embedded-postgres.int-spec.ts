import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { build } from 'vite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { becomesTrue, processIdentity } from '../running-process.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';

const isRoot = process.getuid?.() === 0;
const opened: EmbeddedPostgres[] = [];
let parent: string;
let folder: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'carillon-database-'));
  // Passable for the account that root hands the database to.
  await chmod(parent, 0o755);
  folder = join(parent, 'postgres');
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.stop()));
  await rm(parent, { recursive: true, force: true });
});

async function start(onExit?: (reason: string) => void): Promise<EmbeddedPostgres> {
  const database = await startEmbeddedPostgres({
    folder,
    onProgress: () => undefined,
    ...(onExit && { onExit }),
  });
  opened.push(database);
  return database;
}

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

async function postmasterPid(): Promise<number> {
  return parseInt(await readFile(join(folder, 'data/postmaster.pid'), 'utf8'), 10);
}

describe('the embedded database', () => {
  it('speaks UTF-8, whatever the locale of the system', async () => {
    const { url } = await start();
    const [row] = await query(url, `select upper('é') as upper, getdatabaseencoding() as encoding`);
    expect(row).toEqual({ upper: 'É', encoding: 'UTF8' });
  });

  it('keeps its data, its port and its password over a restart', async () => {
    const first = await start();
    await query(first.url, 'create table kept as select 42 as answer');
    await first.stop();
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('listens on 127.0.0.1 only and refuses a wrong password', async () => {
    const { url } = await start();
    const [row] = await query(url, `select current_setting('listen_addresses') as addresses`);
    expect(row).toEqual({ addresses: '127.0.0.1' });
    const wrong = new URL(url);
    wrong.password = 'guessed';
    await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
  });

  it('keeps the password out of the log and readable by its owner only', async () => {
    const { url } = await start();
    const { password } = new URL(url);
    expect(await readFile(join(folder, 'postgres.log'), 'utf8')).not.toContain(password);
    expect((await stat(join(folder, 'password'))).mode & 0o777).toBe(0o600);
  });

  it('comes back at the same address after its main process was killed', async () => {
    const onExit = vi.fn();
    const { url } = await start(onExit);
    await query(url, 'create table kept as select 42 as answer');
    const killed = await postmasterPid();
    process.kill(killed, 'SIGKILL');
    await vi.waitFor(() => expect(onExit).toHaveBeenCalledWith(expect.stringContaining('SIGKILL')), 5_000);
    await vi.waitFor(
      async () => expect(await query(url, 'select answer from kept')).toEqual([{ answer: 42 }]),
      20_000,
    );
    expect(await postmasterPid()).not.toBe(killed);
  });

  it('leaves no process behind after stop', async () => {
    const database = await start();
    const pid = await postmasterPid();
    await database.stop();
    expect(processIdentity(pid)).toBeUndefined();
  });

  it('refuses the files of PostgreSQL 99, names both versions and changes nothing', async () => {
    await (await start()).stop();
    await writeFile(join(folder, 'data/PG_VERSION'), '99\n');
    await expect(start()).rejects.toThrow(/written by PostgreSQL 99, .* brings PostgreSQL 18/);
    expect(await readFile(join(folder, 'data/PG_VERSION'), 'utf8')).toBe('99\n');
  });

  it('says in a sentence, with the last lines of the log, why it cannot start', async () => {
    await (await start()).stop();
    await rm(join(folder, 'data/global/pg_control'));
    await expect(start()).rejects.toThrow(/^The database did not start .*its last lines:\n.*pg_control/s);
  });

  it('makes a new database when an earlier creation was interrupted', async () => {
    await mkdir(join(folder, 'data.unfinished/base'), { recursive: true });
    const { url } = await start();
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('starts although a pid file names a process that is somebody else', async () => {
    await (await start()).stop();
    await writeFile(
      join(folder, 'data/postmaster.pid'),
      `${process.pid}\n${folder}/data\n1\n20000\n\n127.0.0.1\n`,
    );
    const { url } = await start();
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe.runIf(isRoot)('the embedded database, started by root', () => {
  it('runs as somebody else', async () => {
    await start();
    expect((await stat(`/proc/${await postmasterPid()}`)).uid).toBe(65534);
  });

  it('runs below a folder that only root may enter, or says that it cannot', async () => {
    await chmod(parent, 0o700);
    const outcome = await start().then(
      async ({ url }) => JSON.stringify(await query(url, 'select 1 as one')),
      (error: unknown) => String(error),
    );
    // Where namespaces are forbidden (some containers) there is no way, and that has to be said.
    expect(outcome).toContain(canUnshare() ? '[{"one":1}]' : 'cannot reach its programs');
  });

  it('opens data of its own below a folder that was closed in the meantime', async () => {
    const first = await start();
    await query(first.url, 'create table kept as select 42 as answer');
    await first.stop();
    if (canUnshare()) await chmod(parent, 0o700);
    expect(await query((await start()).url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });
});

function canUnshare(): boolean {
  const probe = spawnSync('unshare', ['--user', '--map-user=1000', '--map-group=1000', 'true']);
  return probe.status === 0;
}

describe('the embedded database of a server that was killed', () => {
  it('does not block the next start, and loses nothing', async () => {
    const { holder, url } = await startInOwnProcess();
    await query(url, 'create table kept as select 42 as answer');
    const pid = await postmasterPid();
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const next = await start();
    expect(await query(next.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
    expect(await postmasterPid()).not.toBe(pid);
    expect(await becomesTrue(() => processIdentity(pid) === undefined, 5_000)).toBe(true);
  });
});

describe('the embedded database that outlived its server', () => {
  it('is stopped before the next one starts', async () => {
    const { holder, url } = await startInOwnProcess();
    await query(url, 'create table kept as select 42 as answer');
    const pid = await postmasterPid();
    // Halted, it cannot notice the end of its server: an orphan, as on systems without setpriv.
    process.kill(pid, 'SIGSTOP');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const onProgress = vi.fn(() => process.kill(pid, 'SIGCONT'));
    const next = await startEmbeddedPostgres({ folder, onProgress });
    opened.push(next);
    expect(onProgress).toHaveBeenCalledWith(expect.stringContaining(`(process ${pid})`));
    expect(await query(next.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });
});

/** Another node process that holds the database of `folder`, as a server would. */
async function startInOwnProcess(): Promise<{ holder: ChildProcess; url: string }> {
  const program = await bundle();
  const script = `import { startEmbeddedPostgres } from ${JSON.stringify(program)};
    const { url } = await startEmbeddedPostgres({ folder: process.argv[1], onProgress: () => undefined });
    console.log(url);`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(createInterface(holder.stdout), 'line')) as [string];
  return { holder, url };
}

/** The launcher as one JavaScript file: node itself does not read TypeScript. */
async function bundle(): Promise<string> {
  const source = fileURLToPath(new URL('./embedded-postgres.ts', import.meta.url));
  // Inside the workspace, so that packages are found from there.
  const outDir = join(dirname(source), '../../../out-tsc/launcher');
  await build({ configFile: false, logLevel: 'error', build: { ssr: source, outDir, emptyOutDir: true } });
  return join(outDir, 'embedded-postgres.js');
}
