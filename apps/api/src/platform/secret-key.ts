import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartupError } from './startup-error.js';

const keyBytes = 32;

/**
 * The key that encrypts webhook tokens: made on the first run, then kept in the data folder, readable by its
 * owner only. Without it stored webhook URLs cannot be shown again, so it belongs into every backup.
 * @throws StartupError if the file is not a key.
 */
export async function readOrMakeSecretKey(dataFolder: string): Promise<Buffer> {
  const path = join(dataFolder, 'secret.key');
  const stored = await readIfThere(path);
  if (stored === undefined) return makeKey(path);
  const key = Buffer.from(stored.trim(), 'hex');
  if (key.length !== keyBytes)
    throw new StartupError(`The file ${path} does not hold a key of 64 hexadecimal digits.`);
  return key;
}

async function makeKey(path: string): Promise<Buffer> {
  const key = randomBytes(keyBytes);
  await writeFile(path, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new StartupError(`The key file ${path} cannot be read.`, { cause: error });
  }
}
