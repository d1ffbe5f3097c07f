import { readdirSync, readFileSync } from 'node:fs';

/** Of Linux: USER_HZ is 100 on every architecture Node runs on. */
const ticksPerSecond = 100;

type Stat = { pid: number; parent: number; ticks: number };

/** CPU time that a process has used, user and system. Unit: milliseconds. 0 where the system does not tell. */
export function cpuMsOf(pid: number): number {
  return ((readStat(pid)?.ticks ?? 0) * 1000) / ticksPerSecond;
}

/** The same together with everything that it started, children that ended and were waited for included. */
export function cpuMsOfTree(pid: number): number {
  const all = readAll();
  const tree = (root: Stat): number =>
    all.filter(({ parent }) => parent === root.pid).reduce((sum, child) => sum + tree(child), root.ticks);
  const root = all.find((stat) => stat.pid === pid);
  return ((root === undefined ? 0 : tree(root)) * 1000) / ticksPerSecond;
}

/** Memory of a process that is in RAM. Unit: bytes. */
export function residentBytesOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? NaN) * 1024;
}

function readAll(): Stat[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStat(Number(name)) ?? []);
}

function readStat(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in brackets and may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const at = (place: number) => Number(fields[place - 3]);
    // user, system, and both of children that ended and were waited for
    return { pid, parent: at(4), ticks: at(14) + at(15) + at(16) + at(17) };
  } catch {
    // It ended meanwhile, or this is no Linux.
    return undefined;
  }
}
