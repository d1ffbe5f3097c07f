import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataFolder } from './data-folder.js';
import { processIdentity } from './running-process.js';
import { StartupError } from './startup-error.js';

let parent: string;
let path: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'carillon-folder-'));
  path = join(parent, 'deep/data');
});

afterEach(() => rm(parent, { recursive: true, force: true }));

describe('openDataFolder', () => {
  it('makes the folder closed to other users, and can be opened again after close', async () => {
    const first = await openDataFolder(path);
    expect(first).toMatchObject({ path, postgres: join(path, 'postgres') });
    expect((await stat(path)).mode & 0o066).toBe(0);
    await first.close();
    await (await openDataFolder(path)).close();
    expect(await readdir(path)).toEqual(['format']);
  });

  it('refuses a folder that another server uses, and names its process', async () => {
    const first = await openDataFolder(path);
    await expect(openDataFolder(path)).rejects.toThrow(`in use by another Carillon (process ${process.pid})`);
    await first.close();
  });

  it('lets exactly one of 8 servers in that start at once on a stale lock', async () => {
    await (await openDataFolder(path)).close();
    await writeFile(join(path, 'lock'), '999999999 gone\n');
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => openDataFolder(path)));
    const refusals = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refusals).toHaveLength(7);
    for (const { reason } of refusals) expect(String(reason)).toContain('in use by another Carillon');
  });

  it('takes over the lock of a server that was killed', async () => {
    const server = spawn('sleep', ['60']);
    await once(server, 'spawn');
    await (await openDataFolder(path)).close();
    await writeFile(join(path, 'lock'), `${server.pid} ${processIdentity(server.pid ?? 0)}\n`);
    await expect(openDataFolder(path)).rejects.toThrow(`process ${server.pid}`);
    server.kill('SIGKILL');
    await once(server, 'exit');
    await (await openDataFolder(path)).close();
  });

  it('is not misled by a process that got the pid of a killed server', async () => {
    await (await openDataFolder(path)).close();
    await writeFile(join(path, 'lock'), `${process.pid} started-at-another-time\n`);
    await (await openDataFolder(path)).close();
  });

  it('refuses a folder written by a newer Carillon and changes nothing', async () => {
    await (await openDataFolder(path)).close();
    await writeFile(join(path, 'format'), '2\n');
    await expect(openDataFolder(path)).rejects.toThrow('was written by a newer Carillon');
    expect(await readFile(join(path, 'format'), 'utf8')).toBe('2\n');
    expect(await readdir(path)).toEqual(['format']);
  });

  it('refuses a folder with files of somebody else in it', async () => {
    await writeFile(join(parent, 'thesis.txt'), '');
    await expect(openDataFolder(parent)).rejects.toThrow('holds something else ("thesis.txt")');
  });

  it('says so when the path is a file', async () => {
    await writeFile(join(parent, 'file'), '');
    const outcome = openDataFolder(join(parent, 'file'));
    await expect(outcome).rejects.toBeInstanceOf(StartupError);
    await expect(outcome).rejects.toThrow('is, or lies in, a file');
  });
});
