import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, DatabaseError } from 'pg';
import { Profiler } from './profiler.js';
import { freePort, Program } from './program.js';

const workspace = join(import.meta.dirname, '../../..');
const serverFile = join(workspace, 'apps/api/dist/main.js');

const duplicateDatabase = '42P04';

type Options = {
  /** Whether CPU profiles are going to be taken. */
  isProfiled?: boolean;
  /** By default any free one. */
  port?: number;
};

/** The real server, as `npm start` runs it, on its own data in a folder of its own. */
export class Product {
  private constructor(
    private readonly program: Program,
    readonly port: number,
    readonly folder: string,
    /** From the start of the process until it said that it is ready. Unit: milliseconds. */
    readonly startMs: number,
  ) {}

  static makeFolder(): string {
    return mkdtempSync(join(tmpdir(), 'carillon-bench-'));
  }

  static removeFolder(folder: string): void {
    rmSync(folder, { recursive: true, force: true });
  }

  static async start(folder: string, { isProfiled = false, port: wanted }: Options = {}): Promise<Product> {
    const port = wanted ?? (await freePort());
    const startedAt = performance.now();
    const program = await Program.start(
      [...(isProfiled ? ['--inspect=127.0.0.1:0'] : []), serverFile],
      {
        PORT: String(port),
        HOST: '127.0.0.1',
        CARILLON_DATA_DIR: folder,
        // As far as what is measured is the server, and not its rules on how much one may send.
        WEBHOOK_POSTS_PER_SECOND: '0',
        // So that many people can sign up from here: see api.ts.
        TRUSTED_PROXIES: '127.0.0.1',
        LOG_LEVEL: 'warn',
        NODE_ENV: 'production',
      },
      'Carillon is ready',
    );
    return new Product(program, port, folder, performance.now() - startedAt);
  }

  get pid(): number {
    return this.program.pid;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Only where it was started to be profiled. */
  async profiler(): Promise<Profiler> {
    const [, url] = /Debugger listening on (\S+)/.exec(this.program.output) ?? [];
    if (url === undefined) throw new Error('The server was not started to be profiled.');
    return Profiler.connect(url);
  }

  /** Of the embedded PostgreSQL's main process. */
  get databasePid(): number {
    return Number(readFileSync(join(this.folder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
  }

  /** Address of a database in the embedded PostgreSQL, by default the product's own. */
  databaseUrl(database = 'carillon'): string {
    const read = (name: string) => readFileSync(join(this.folder, 'postgres', name), 'utf8').trim();
    const password = encodeURIComponent(read('password'));
    return `postgres://carillon:${password}@127.0.0.1:${read('port')}/${database}`;
  }

  async query(statement: string, values: unknown[] = []): Promise<void> {
    const client = new Client({ connectionString: this.databaseUrl() });
    await client.connect();
    try {
      await client.query(statement, values);
    } finally {
      await client.end();
    }
  }

  /** Beside the product's own, in the same PostgreSQL. */
  async createDatabaseIfMissing(name: string): Promise<void> {
    try {
      await this.query(`create database ${name}`);
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.code !== duplicateDatabase) throw error;
    }
  }

  stop(): Promise<void> {
    return this.program.stop();
  }
}
