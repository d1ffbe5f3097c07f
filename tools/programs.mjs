// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * @typedef {object} ProgramOptions
 * @property {string[]} args
 * @property {string} [cwd]
 * @property {Record<string, string>} [env] added to ours
 * @property {(line: string) => void} [onLine] sees each line of output
 */

/**
 * Starts a program whose output appears line by line behind its name. It has a process group of its
 * own: Ctrl-C reaches us alone, and we end it in order.
 * @param {string} name
 * @param {string} program
 * @param {ProgramOptions} options
 */
export function startProgram(name, program, { args, cwd, env, onLine }) {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const print = (/** @type {string} */ line) => console.log(`[${name}] ${line}`);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      print(line);
      onLine?.(line);
    });
  }
  const ended = once(child, 'exit').then(([code, signal]) =>
    print(`ended (${signal ?? `exit code ${code}`})`),
  );
  return {
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await ended;
    },
  };
}
