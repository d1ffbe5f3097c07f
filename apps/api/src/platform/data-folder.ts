import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { lockFolder } from './folder-lock.js';
import { StartupError } from './startup-error.js';

/** The folder in which a server keeps what must outlive it. Open it once, close it last. */
export interface DataFolder {
  /** Absolute. Files in it are to be written with mode 0600: the folder lets others pass through. */
  readonly path: string;
  /** For the embedded database; not made here. */
  readonly postgres: string;
  close(): Promise<void>;
}

/** Layout of the folder. Raise it when an older Carillon could no longer read what we write. */
const currentFormat = 1;
const formatFile = 'format';

/** Files that a new disk or a desktop puts into an empty folder. */
const strangersAllowed = new Set(['lost+found', '.DS_Store', '.gitkeep']);

/**
 * Makes the folder when it is missing, and takes it for this process alone.
 * @throws StartupError when it is in use, not ours, of a newer Carillon, or not writable.
 */
export async function openDataFolder(path: string): Promise<DataFolder> {
  const folder = resolve(path);
  try {
    await makeFolder(folder);
    await refuseStrangers(folder);
    const close = await lockFolder(folder);
    try {
      await checkFormat(folder);
    } catch (error) {
      await close();
      throw error;
    }
    return { path: folder, postgres: join(folder, 'postgres'), close };
  } catch (error) {
    throw error instanceof StartupError ? error : await explain(folder, error);
  }
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // PostgreSQL does not run as root: its account has to pass through to `postgres`, but not to look.
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
  const { uid } = await stat(folder);
  if (uid === process.getuid?.()) await chmod(folder, mode);
}

/** A mistyped setting must not scatter our files over somebody's documents. */
async function refuseStrangers(folder: string): Promise<void> {
  const names = await readdir(folder);
  // A server that is given its database and its key leaves nothing here but attachments.
  const isOurs =
    ['attachments', formatFile].some((name) => names.includes(name)) ||
    names.some((name) => name.startsWith('lock'));
  const stranger = names.find((name) => !strangersAllowed.has(name));
  if (isOurs || stranger === undefined) return;
  throw new StartupError(
    `The data folder ${folder} holds something else ("${stranger}"). Set CARILLON_DATA_DIR to an empty or a new folder.`,
  );
}

async function checkFormat(folder: string): Promise<void> {
  const file = join(folder, formatFile);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  });
  if (text === undefined) return writeFile(file, `${currentFormat}\n`, { mode: 0o600 });
  const found = Number(text);
  if (found === currentFormat) return;
  throw new StartupError(
    found > currentFormat
      ? `The data folder ${folder} was written by a newer Carillon (format ${found}, this one knows ${currentFormat}). ` +
          'Start that newer Carillon, or restore a backup made by this one. Nothing was changed.'
      : `The file ${file} should hold the number ${currentFormat}. Restore it from a backup.`,
  );
}

async function explain(folder: string, error: unknown): Promise<StartupError> {
  const advice = 'Set CARILLON_DATA_DIR to a folder that this user may write.';
  const options = { cause: error };
  if (isCode(error, 'EACCES') || isCode(error, 'EPERM')) {
    const owner = await stat(folder).then(
      ({ uid }) => ` It belongs to user number ${uid}.`,
      () => '',
    );
    const words = `The data folder ${folder} may not be used by user number ${process.getuid?.() ?? '?'}.`;
    return new StartupError(`${words}${owner} ${advice}`, options);
  }
  if (isCode(error, 'EEXIST') || isCode(error, 'ENOTDIR')) {
    return new StartupError(`The data folder ${folder} is, or lies in, a file. ${advice}`, options);
  }
  if (isCode(error, 'ENOSPC'))
    return new StartupError(`The disk of the data folder ${folder} is full.`, options);
  if (isCode(error, 'EROFS'))
    return new StartupError(`The disk of ${folder} is read-only. ${advice}`, options);
  const reason = error instanceof Error ? error.message : String(error);
  return new StartupError(`The data folder ${folder} cannot be used: ${reason}. ${advice}`, options);
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
