// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { StepFailed } from './step.mjs';
import { canUseApt, findProgram, installSystemPackages } from './system-packages.mjs';

/**
 * Programs that nobody here wrote and that post to webhooks in the tests, by the package that has each.
 * @typedef {{ package: string, isThere: () => boolean, startsService?: boolean }} Sender
 */

/** @param {string} name */
const onPath = (name) => () => findProgram([name]) !== undefined;

/** @type {Sender[]} */
const senders = [
  { package: 'curl', isThere: onPath('curl') },
  { package: 'wget', isThere: onPath('wget') },
  { package: 'httpie', isThere: onPath('http') },
  { package: 'python3', isThere: onPath('python3') },
  { package: 'python3-requests', isThere: hasPythonRequests },
  { package: 'golang-go', isThere: onPath('go') },
  { package: 'jq', isThere: onPath('jq') },
  { package: 'apache2-utils', isThere: onPath('ab') },
  { package: 'hey', isThere: onPath('hey') },
  { package: 'prometheus-alertmanager', isThere: onPath('prometheus-alertmanager'), startsService: true },
];

function hasPythonRequests() {
  return spawnSync('python3', ['-c', 'import requests'], { stdio: 'ignore' }).status === 0;
}

/**
 * Installs the senders that are missing, where that is possible: the tests of one that stays away are skipped, and
 * name it. A package that would start a service of its own is left out on a machine that runs services.
 */
export async function findSenders() {
  const runsServices = existsSync('/run/systemd/system');
  const missing = senders.filter(
    ({ isThere, startsService }) => !isThere() && !(startsService && runsServices),
  );
  if (missing.length === 0 || !canUseApt()) return;
  try {
    await installSystemPackages({
      title: `Installing programs that post: ${missing.map((sender) => sender.package).join(', ')}`,
      packages: missing.map((sender) => sender.package),
      options: ['--no-install-recommends'],
      advice: 'The tests of what is missing are skipped.',
    });
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    console.error(error.message);
  }
}
