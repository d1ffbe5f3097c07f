import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { CannotRun } from '../scenario.js';
import { freePort } from './ports.js';
import { end, endWithUs } from './processes.js';

const program = 'redis-server';
const readyText = 'eady to accept connections';

/** A Redis that keeps nothing when it ends. */
export class Redis {
  private child: ChildProcess | undefined;

  private constructor(private readonly port: number) {}

  /** @throws CannotRun where there is none */
  static async start(): Promise<Redis> {
    if (spawnSync(program, ['--version']).status !== 0) throw new CannotRun(`${program} is not installed`);
    const redis = new Redis(await freePort());
    await redis.start();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const place = ['--port', String(this.port), '--bind', '127.0.0.1'];
    const child = spawn(program, [...place, '--save', '', '--appendonly', 'no'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.child = child;
    endWithUs(child, 'SIGKILL');
    await new Promise<void>((resolve, reject) => {
      let printed = '';
      child.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        if (printed.includes(readyText)) resolve();
      });
      child.once('exit', () => {
        reject(new Error(`${program} ended at once: ${printed}`));
      });
    });
  }

  async stop(): Promise<void> {
    if (this.child !== undefined) await end(this.child, 'SIGTERM');
  }
}
