import { randomInt } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { StartupError } from '../startup-error.js';

/**
 * Ports to choose from: below those that systems hand out for outgoing connections (from 32768), so
 * that nobody takes ours by chance while the database restarts.
 */
const range = { from: 20_000, to: 30_000 };

/** The port of the last start when it is free, else another one, remembered for the next start. */
export async function choosePort(file: string): Promise<number> {
  const remembered = existsSync(file) ? Number(readFileSync(file, 'utf8')) : NaN;
  if (Number.isInteger(remembered) && (await isFree(remembered))) return remembered;
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = randomInt(range.from, range.to);
    if (!(await isFree(port))) continue;
    writeFileSync(file, String(port), { mode: 0o600 });
    return port;
  }
  throw new StartupError(`No free port between ${range.from} and ${range.to} on 127.0.0.1 for the database.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
