import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const hasProc = process.platform === 'linux';

/**
 * A text that tells this process from every other one that has had or will have the same pid, or
 * undefined when no such process runs. A zombie does not run: it holds nothing, it only waits to be
 * counted by its parent.
 */
export function processIdentity(pid: number): string | undefined {
  return hasProc ? identityFromProc(pid) : identityFromPs(pid);
}

/** Processes whose working directory is `folder`. Always empty on systems without `/proc`. */
export function processesWorkingIn(folder: string): number[] {
  if (!hasProc) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => readOrUndefined(() => readlinkSync(`/proc/${pid}/cwd`)) === folder)
    .map(Number);
}

/** The command line of a process, with its arguments; undefined when it cannot be read. */
export function commandLineOf(pid: number): string | undefined {
  if (!hasProc) return ps(pid, 'command=');
  return readOrUndefined(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim());
}

/** Looks every 20 ms until `isTrue`; answers whether it came true within `withinMs`. */
export async function becomesTrue(isTrue: () => boolean, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (!isTrue()) {
    if (performance.now() > deadline) return false;
    await delay(20);
  }
  return true;
}

function identityFromProc(pid: number): string | undefined {
  const stat = readOrUndefined(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The second field is the name in parentheses and may itself hold spaces and parentheses.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startTicks] = [fields?.[0], fields?.[19]];
  if (startTicks === undefined || state === 'Z' || state === 'X') return undefined;
  // Ticks count from boot, so they say nothing across boots.
  const boot = readOrUndefined(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')) ?? '';
  return `${boot.trim()}/${startTicks}`;
}

function identityFromPs(pid: number): string | undefined {
  const [state, ...started] = ps(pid, 'state=,lstart=')?.split(/\s+/) ?? [];
  return state === undefined || state.startsWith('Z') ? undefined : started.join(' ');
}

function ps(pid: number, columns: string): string | undefined {
  return readOrUndefined(() => {
    const out = execFileSync('ps', ['-o', columns, '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return out.trim() || undefined;
  });
}

/** Processes come and go while one looks at them: what cannot be read is not there (any more). */
function readOrUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
