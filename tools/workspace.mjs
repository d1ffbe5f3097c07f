// @ts-check
import { join } from 'node:path';

/** The checkout: everything here runs from its root, wherever it was called from. */
export const workspace = join(import.meta.dirname, '..');

/**
 * A program that npm has installed.
 * @param {string} name
 */
export function installed(name) {
  return join(workspace, 'node_modules', '.bin', name);
}

/** Nx without its background process, which would outlive the command and hold the folder. */
export const nxEnvironment = { NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false', NX_TUI: 'false' };
