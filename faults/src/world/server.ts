import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from './ports.js';
import { end, endWithUs, hasEnded, residentMiBOf } from './processes.js';

const program = join(import.meta.dirname, '../../../apps/api/dist/main.js');
const readyText = 'Carillon is ready';
const startTimeoutMs = 60_000;

export type ServerOptions = {
  dataFolder: string;
  /** By default the embedded database. */
  databaseUrl?: string;
  /** What makes it one of several. */
  cluster?: { redisUrl: string; secretKey: string };
  onOutput?: (text: string) => void;
};

/** The built server as a process that can be ended in any way and started again on the same data and port. */
export class Server {
  private child: ChildProcess | undefined;
  private isMeantToEnd = true;
  /** Ends that nobody asked for. */
  readonly crashes: string[] = [];

  private constructor(
    readonly port: number,
    private readonly options: ServerOptions,
  ) {}

  /** A server that is not running yet. */
  static async make(options: ServerOptions): Promise<Server> {
    return new Server(await freePort(), options);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.child?.pid ?? NaN;
  }

  get residentMiB(): number {
    return residentMiBOf(this.pid);
  }

  /** Starts the process; resolves when it says that it is ready. Answers how long that took. Unit: milliseconds. */
  start(): Promise<number> {
    const startedAt = performance.now();
    const child = spawn(process.execPath, [program], {
      env: { ...process.env, NODE_ENV: 'production', ...this.environment() },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    this.isMeantToEnd = false;
    endWithUs(child, 'SIGKILL');
    child.once('exit', (code, signal) => {
      if (!this.isMeantToEnd) this.crashes.push(`the server ended by itself (${signal ?? code ?? ''})`);
    });
    return new Promise((resolve, reject) => {
      let untilReady = '';
      const fail = (reason: string) => reject(new Error(`The server ${reason}. It printed:\n${untilReady}`));
      const timer = setTimeout(() => {
        fail('was not ready in time');
      }, startTimeoutMs);
      child.once('exit', () => {
        clearTimeout(timer);
        fail('ended before it was ready');
      });
      const read = (chunk: Buffer) => {
        const text = chunk.toString();
        this.options.onOutput?.(text);
        if (untilReady.includes(readyText)) return;
        untilReady += text;
        if (!untilReady.includes(readyText)) return;
        clearTimeout(timer);
        resolve(performance.now() - startedAt);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
    });
  }

  /** As a crash looks like. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    this.isMeantToEnd = true;
    if (this.child !== undefined && !hasEnded(this.child)) await end(this.child, signal);
  }

  private environment(): Record<string, string> {
    const { dataFolder, databaseUrl, cluster } = this.options;
    return {
      PORT: String(this.port),
      HOST: '127.0.0.1',
      PUBLIC_URL: this.url,
      CARILLON_DATA_DIR: dataFolder,
      ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
      ...(cluster && { REDIS_URL: cluster.redisUrl, CARILLON_SECRET_KEY: cluster.secretKey }),
      // What is broken here is the server, not the patience of one sender: the rate has specs of its own.
      WEBHOOK_POSTS_PER_SECOND: '0',
      // People sign up, and are refused, each from an address of their own.
      TRUSTED_PROXIES: '127.0.0.1',
      LOG_LEVEL: 'warn',
    };
  }
}
