// @ts-check
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runStep, StepFailed } from './step.mjs';
import { installed } from './workspace.mjs';

/** Names under which systems install Chromium or Chrome. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The journeys read the browser's path from here; without it Playwright takes its own browser. */
export const browserVariable = 'CARILLON_BROWSER';

/**
 * Makes sure that the journeys have a browser: one of the system, or else one installed for them.
 * Sets `browserVariable` when it is one of the system.
 */
export async function findBrowser() {
  const found = process.env[browserVariable] ?? systemBrowser();
  if (found !== undefined) {
    process.env[browserVariable] = found;
    return;
  }
  if (canUseApt()) await installFromSystem();
  else await installFromPlaywright();
}

/**
 * @param {string} [path]
 * @returns {string | undefined}
 */
export function systemBrowser(path = process.env['PATH'] ?? '') {
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
function canUseApt() {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return process.getuid?.() === 0 && /^ID=debian$/m.test(release);
}

async function installFromSystem() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runStep({
    title: 'Reading the list of system packages',
    program: 'apt-get',
    args: ['update', '-q'],
    env,
  });
  await runStep({
    title: 'Installing a browser for the journeys',
    program: 'apt-get',
    args: ['install', '-y', '-q', 'chromium', 'fonts-noto-color-emoji'],
    env,
    advice: 'Install Chromium yourself, or run the other checks with "npm test -- --only unit".',
  });
  const found = systemBrowser();
  if (found === undefined) throw new StepFailed('Chromium was installed, but is not on the PATH.');
  process.env[browserVariable] = found;
}

async function installFromPlaywright() {
  const isRoot = process.getuid?.() === 0;
  await runStep({
    title: 'Installing a browser for the journeys',
    program: installed('playwright'),
    // Its libraries come from the system, which only root may install.
    args: ['install', ...(isRoot ? ['--with-deps'] : []), 'chromium'],
    advice: 'Install Chromium or Chrome yourself, or run the other checks with "npm test -- --only unit".',
  });
}
