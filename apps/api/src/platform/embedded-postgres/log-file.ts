import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';

/** At a start, a longer log is put aside (replacing the one put aside before). Unit: bytes. */
const maxLogBytes = 4 * 1024 * 1024;

/** Keeps the log from growing over many starts: at most two files of about `maxLogBytes` stay. */
export function boundLog(path: string): void {
  if (existsSync(path) && statSync(path).size > maxLogBytes) renameSync(path, `${path}.1`);
}

/** Runs `work` with the log open for appending, and closes our copy of it afterwards. */
export function withLogOpen<T>(path: string, work: (descriptor: number) => T): T {
  const descriptor = openSync(path, 'a', 0o600);
  try {
    return work(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Where the log ends now: later lines belong to what starts next. */
export function endOfLog(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}

/** What was written after `from`. */
export function logSince(path: string, from: number): string {
  return existsSync(path) ? readFileSync(path).subarray(from).toString('utf8') : '';
}
