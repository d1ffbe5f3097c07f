import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { test } from './test.js';

export type Ending = { code: number | null; output: string; errors: string };

type Options = { env?: Record<string, string>; cwd?: string };

/** Runs a program to its end, however it ends. */
export async function runProgram(
  program: string,
  args: readonly string[],
  { env = {}, cwd }: Options = {},
): Promise<Ending> {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors, ended] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code: ended[0], output, errors };
}

/** Skips the test, by name, where a program is not installed. */
export function needsProgram(program: string, ...probe: string[]): void {
  const { error, status } = spawnSync(program, probe.length > 0 ? probe : ['--version'], { stdio: 'ignore' });
  const isThere = error === undefined && (probe.length === 0 || status === 0);
  test.skip(!isThere, `${[program, ...probe].join(' ')}: not installed here`);
}
