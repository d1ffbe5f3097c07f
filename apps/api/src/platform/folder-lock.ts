import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processIdentity } from './running-process.js';
import { StartupError } from './startup-error.js';

/**
 * Takes `folder` for this process; the answer gives it back. The lock names its holder by pid and
 * start, so that one left by a killed server is recognised even when its pid belongs to somebody else.
 * @throws StartupError naming the process that holds it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const lock = join(folder, 'lock');
  const mine = join(folder, `lock.${randomUUID()}`);
  const content = `${process.pid} ${processIdentity(process.pid) ?? ''}\n`;
  await writeFile(mine, content, { mode: 0o600 });
  try {
    while (!(await linked(mine, lock))) await removeStale(folder, lock);
  } finally {
    await rm(mine, { force: true });
  }
  return () => release(lock, content);
}

/** Linking a complete file either makes the lock whole or not at all. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function removeStale(folder: string, lock: string): Promise<void> {
  const seen = await contentOf(lock);
  refuseIfHeld(folder, seen);
  // Somebody else may replace the stale lock right now. Moving takes exactly one file away, and
  // looking at it afterwards tells whether it was the stale one; if not, it goes back.
  const taken = join(folder, `lock.${randomUUID()}`);
  await rename(lock, taken).catch(ignoreMissing);
  const content = await contentOf(taken);
  if (content !== seen && content !== undefined) await linked(taken, lock);
  await rm(taken, { force: true });
  if (content !== seen) refuseIfHeld(folder, content);
}

function refuseIfHeld(folder: string, content: string | undefined): void {
  const [pid = '', identity = ''] = content?.trim().split(' ') ?? [];
  if (identity === '' || processIdentity(Number(pid)) !== identity) return;
  throw new StartupError(
    `The data folder ${folder} is in use by another Carillon (process ${pid}). ` +
      'Stop that one first, or set CARILLON_DATA_DIR to another folder.',
  );
}

async function release(lock: string, content: string): Promise<void> {
  if ((await contentOf(lock)) === content) await rm(lock, { force: true });
}

function contentOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(ignoreMissing);
}

function ignoreMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
