// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runStep } from './step.mjs';
import { workspace } from './workspace.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lockfile
 */

/** Installs the packages of the lockfile, unless exactly those are there already. */
export async function installPackages() {
  const wanted = readLockfile(join(workspace, 'package-lock.json'));
  // npm writes it at the end of an installation: what it has really put there.
  const found = readLockfile(join(workspace, 'node_modules', '.package-lock.json'));
  if (isInstalled(wanted, found)) return;
  await runStep({
    title: found.packages
      ? 'Installing changed packages'
      : 'Installing packages (first time: about a minute)',
    program: 'npm',
    args: ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
    cwd: workspace,
    advice: 'Check the network and the disk, then run the same command again; it continues where it can.',
  });
}

/**
 * Whether every package of the lockfile is installed in its version. Optional ones depend on the
 * system, so they may be missing.
 * @param {Lockfile} wanted
 * @param {Lockfile} found
 */
export function isInstalled(wanted, found) {
  return Object.entries(wanted.packages ?? {})
    .filter(([path]) => path.includes('node_modules/'))
    .every(([path, { version, optional }]) => {
      const there = found.packages?.[path];
      return there === undefined ? optional === true : there.version === version;
    });
}

/**
 * @param {string} path
 * @returns {Lockfile}
 */
function readLockfile(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}
