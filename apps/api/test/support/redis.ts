import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
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

/** A Redis of this test alone, with a folder of its own. */
export class TestRedis {
  private constructor(
    private readonly file: string,
    private readonly folder: string,
    private readonly port: number,
    private program: ChildProcess,
  ) {}

  static async start(file: string): Promise<TestRedis> {
    const folder = mkdtempSync(join(tmpdir(), 'carillon-redis-'));
    const port = await freePort();
    return new TestRedis(file, folder, port, await startProgram(file, folder, port));
  }

  get socketPath(): string {
    return join(this.folder, 'redis.sock');
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Ends it with everything it held, does some work, and starts it anew at the same address. */
  async restart(work: () => unknown): Promise<void> {
    await this.end();
    await work();
    this.program = await startProgram(this.file, this.folder, this.port);
  }

  async stop(): Promise<void> {
    await this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async end(): Promise<void> {
    const ended = once(this.program, 'exit');
    this.program.kill('SIGTERM');
    await ended;
  }
}

async function startProgram(file: string, folder: string, port: number): Promise<ChildProcess> {
  const place = ['--port', String(port), '--bind', '127.0.0.1', '--unixsocket', join(folder, 'redis.sock')];
  const own = [...place, '--dir', folder, '--save', '', '--appendonly', 'no'];
  const program = spawn(file, own, { stdio: ['ignore', 'pipe', 'inherit'] });
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
  return program;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return address.port;
}
