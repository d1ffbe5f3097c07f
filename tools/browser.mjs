// @ts-check
import { runStep, StepFailed } from './step.mjs';
import { canUseApt, findProgram, installSystemPackages } from './system-packages.mjs';
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
  return findProgram(names, path);
}

async function installFromSystem() {
  await installSystemPackages({
    title: 'Installing a browser for the journeys',
    packages: ['chromium', 'fonts-noto-color-emoji'],
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
