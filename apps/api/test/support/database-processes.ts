import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The main process of an embedded database and all its children, which are groups of their own each. */
export function signalDatabase(folder: string, signal: 'SIGSTOP' | 'SIGCONT'): void {
  const main = parseInt(readFileSync(join(folder, 'data/postmaster.pid'), 'utf8'), 10);
  const children = readFileSync(`/proc/${main}/task/${main}/children`, 'utf8').trim().split(' ');
  for (const pid of [main, ...children.filter((text) => text !== '').map(Number)]) process.kill(pid, signal);
}
