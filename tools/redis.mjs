// @ts-check
import { canUseApt, findProgram, installSystemPackages } from './system-packages.mjs';

/**
 * Makes sure that the tests between servers have a Redis, where it can be installed. Elsewhere they are reported as
 * skipped, and say why.
 */
export async function findRedis() {
  if (findProgram(['redis-server']) !== undefined || !canUseApt()) return;
  await installSystemPackages({
    title: 'Installing Redis for the tests between servers',
    packages: ['redis-server'],
    advice: 'Install redis-server yourself, or leave it out: the tests that need it are skipped then.',
  });
}
