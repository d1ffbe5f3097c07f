import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs a command line as an integrator would, and returns what it printed. */
export async function shell(command: string): Promise<string> {
  const { stdout } = await run('bash', ['-c', command]);
  return stdout;
}
