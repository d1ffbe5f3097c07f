import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { becomesTrue, commandLineOf, processesWorkingIn, processIdentity } from '../running-process.js';
import { StartupError } from '../startup-error.js';

/** How long a left-over database may take to stop when asked, and then when told. */
const patience = { politeMs: 15_000, firmMs: 5_000 };

/**
 * Stops a database that an earlier server left running in `data`, and removes the pid file of one
 * that is gone. Call it while holding the data folder's lock: no other server uses `data` then.
 */
export async function clearLeftover(data: string, onProgress: (line: string) => void): Promise<void> {
  const pidFile = join(data, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Math.abs(parseInt(readFileSync(pidFile, 'utf8'), 10));
  const folder = realpathSync(data);
  if (isDatabaseOf(pid, folder)) await stopLeftover(pid, onProgress);
  await waitForChildren(folder);
  // What it names is gone, a zombie, or a stranger that got the same number: PostgreSQL would only
  // look whether any process has that number, and refuse to start.
  rmSync(pidFile, { force: true });
}

function isDatabaseOf(pid: number, folder: string): boolean {
  if (!Number.isInteger(pid) || processIdentity(pid) === undefined) return false;
  return processesWorkingIn(folder).includes(pid) || (commandLineOf(pid)?.includes(folder) ?? false);
}

async function stopLeftover(pid: number, onProgress: (line: string) => void): Promise<void> {
  onProgress(`Stopping the database that an earlier server left running (process ${pid})`);
  const identity = processIdentity(pid);
  const isGone = () => processIdentity(pid) !== identity;
  for (const [signal, withinMs] of [
    ['SIGINT', patience.politeMs],
    ['SIGQUIT', patience.firmMs],
  ] as const) {
    signalIfRunning(pid, signal);
    if (await becomesTrue(isGone, withinMs)) return;
  }
  throw new StartupError(
    `A database left by an earlier server (process ${pid}) does not stop. End it by "kill ${pid}".`,
  );
}

function signalIfRunning(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It may be gone by now, which is what we want; anything else the operator has to know.
    if (processIdentity(pid) !== undefined) throw error;
  }
}

/** Children of a killed database end by themselves; a new one beside them would damage the data. */
async function waitForChildren(folder: string): Promise<void> {
  const areGone = await becomesTrue(() => processesWorkingIn(folder).length === 0, patience.politeMs);
  if (areGone) return;
  const pids = processesWorkingIn(folder).join(', ');
  throw new StartupError(
    `Processes of an earlier database still use ${folder}: ${pids}. End them, then start again.`,
  );
}
