import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Where the system has it; `npm test` installs it where it may. */
export function findRedis(path = process.env['PATH'] ?? ''): string | undefined {
  return path
    .split(delimiter)
    .map((folder) => join(folder, 'redis-server'))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** A Redis of this test alone, behind a socket in its own folder, so that no port can be taken. */
export class TestRedis {
  private constructor(
    private readonly program: ChildProcess,
    private readonly folder: string,
  ) {}

  static async start(file: string): Promise<TestRedis> {
    const folder = mkdtempSync(join(tmpdir(), 'carillon-redis-'));
    const own = ['--port', '0', '--unixsocket', join(folder, 'redis.sock'), '--dir', folder];
    const program = spawn(file, [...own, '--save', '', '--appendonly', 'no'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise<void>((resolve, reject) => {
      let output = '';
      program.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('eady to accept connections')) resolve();
      });
      program.once('error', reject).once('exit', () => {
        reject(new Error(`redis-server ended at once: ${output}`));
      });
    });
    return new TestRedis(program, folder);
  }

  get socketPath(): string {
    return join(this.folder, 'redis.sock');
  }

  async stop(): Promise<void> {
    const ended = once(this.program, 'exit');
    this.program.kill('SIGTERM');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
