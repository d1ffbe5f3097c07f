import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { signUpMany, type Person } from './people.js';
import { embeddedAddress, Postgres } from './postgres.js';
import { Server, type ServerOptions } from './server.js';
import { TcpProxy } from './tcp-proxy.js';

export type WorldOptions = Pick<ServerOptions, 'onOutput'> & {
  /** By default a new one, removed at the end. */
  folder?: string;
};

/** One server with its database, and people who have accounts. */
export class World {
  /** Whether all events come from one process. */
  readonly isOneServer: boolean = true;
  private readonly signedUp: Person[] = [];
  private readonly closes: (() => void)[] = [];

  protected constructor(
    readonly server: Server,
    protected readonly folder: string,
    private readonly addressOfDatabase: () => string,
    private readonly stops: (() => Promise<void>)[],
  ) {}

  /** As `npm start` runs it: the server runs its own database. */
  static async withEmbeddedDatabase(options: WorldOptions = {}): Promise<World> {
    const folder = makeFolder(options);
    const server = await Server.make({ ...options, dataFolder: folder });
    await server.start();
    const stops = [() => server.stop(), () => removeFolder(folder, options)];
    return new World(server, folder, () => embeddedAddress(join(folder, 'postgres')), stops);
  }

  /** Where senders and readers go. */
  get port(): number {
    return this.server.port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Ends of servers that nobody asked for, since the last call. */
  takeCrashes(): string[] {
    return this.server.crashes.splice(0);
  }

  /** As many of the people as asked for; whoever is missing signs up. */
  async people(count: number): Promise<readonly Person[]> {
    const missing = count - this.signedUp.length;
    if (missing > 0) this.signedUp.push(...(await signUpMany(this.url, missing)));
    return this.signedUp.slice(0, count);
  }

  /** Asks the database itself, past everything that stands between it and the server. */
  async rows<Row extends object>(statement: string, values: unknown[] = []): Promise<Row[]> {
    const client = new Client({ connectionString: this.addressOfDatabase() });
    await client.connect();
    try {
      return (await client.query<Row>(statement, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** For readers and senders of a scenario that fails in the middle: they would go on trying. */
  atEnd(close: () => void): void {
    this.closes.push(close);
  }

  /** Ends everything, whatever state it is in. */
  async stop(): Promise<void> {
    for (const close of this.closes) close();
    for (const stop of this.stops) await stop();
  }
}

/** A world whose database is a process of the suite, reached by the server over a line that can be broken. */
export class BreakableWorld extends World {
  private constructor(
    server: Server,
    folder: string,
    readonly postgres: Postgres,
    readonly line: TcpProxy,
    stops: (() => Promise<void>)[],
  ) {
    super(server, folder, () => postgres.url(), stops);
  }

  static async start(options: WorldOptions = {}): Promise<BreakableWorld> {
    const folder = makeFolder(options);
    await makeDatabase(folder, options);
    const postgres = await Postgres.start(join(folder, 'postgres'));
    const line = await TcpProxy.open(postgres.port);
    const server = await Server.make({
      ...options,
      dataFolder: folder,
      databaseUrl: postgres.url(line.port),
    });
    await server.start();
    const stops = [
      () => server.stop(),
      () => line.close(),
      () => postgres.stop(),
      () => removeFolder(folder, options),
    ];
    return new BreakableWorld(server, folder, postgres, line, stops);
  }
}

/** The server makes its embedded database, as it does on its first start anywhere. */
export async function makeDatabase(folder: string, options: WorldOptions): Promise<void> {
  const server = await Server.make({ ...options, dataFolder: folder });
  await server.start();
  await server.stop();
}

export function makeFolder({ folder }: WorldOptions): string {
  return folder ?? mkdtempSync(join(tmpdir(), 'carillon-faults-'));
}

export function removeFolder(folder: string, options: WorldOptions): Promise<void> {
  if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
  return Promise.resolve();
}
