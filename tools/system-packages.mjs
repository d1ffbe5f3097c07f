// @ts-check
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runStep } from './step.mjs';

/**
 * The first of some programs that is on the path.
 * @param {string[]} names
 * @param {string} [path]
 * @returns {string | undefined}
 */
export function findProgram(names, path = process.env['PATH'] ?? '') {
  const candidates = path.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return candidates.find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Debian and its like, as root; Ubuntu's chromium is only a pointer to a snap, which cannot run here. */
export function canUseApt() {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return process.getuid?.() === 0 && /^ID=debian$/m.test(release);
}

const env = { DEBIAN_FRONTEND: 'noninteractive' };
let isListRead = false;

/**
 * Installs packages of the system, whose list is read first, once.
 * @param {{ title: string, packages: string[], options?: string[], advice?: string }} wanted
 */
export async function installSystemPackages({ title, packages, options = [], advice = '' }) {
  if (!isListRead)
    await runStep({
      title: 'Reading the list of system packages',
      program: 'apt-get',
      args: ['update', '-q'],
      env,
    });
  isListRead = true;
  await runStep({
    title,
    program: 'apt-get',
    args: ['install', '-y', '-q', ...options, ...packages],
    env,
    advice,
  });
}
