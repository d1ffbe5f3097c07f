// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from './build.mjs';
import { installPackages } from './install.mjs';
import { StepFailed } from './step.mjs';
import { workspace } from './workspace.mjs';

/** Settings, packages and compiled programs, as `npm start` needs them; ends the process when it fails. */
export async function prepare() {
  process.chdir(workspace);
  const settings = join(workspace, '.env');
  // What the environment says already wins over the file.
  if (existsSync(settings)) process.loadEnvFile(settings);
  await endOnFailure(async () => {
    await installPackages();
    await buildIfStale();
  });
}

/**
 * Runs steps; one that fails is explained, and ends the process.
 * @param {() => Promise<void>} steps
 */
export async function endOnFailure(steps) {
  try {
    await steps();
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    console.error(`\n${error.message}`);
    process.exit(1);
  }
}
