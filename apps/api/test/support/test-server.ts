import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { Client } from 'pg';
import type { DestinationStream } from 'pino';
import { readSettings } from '../../src/platform/env.js';
import type { Clock } from '../../src/platform/clock.js';
import { startServer } from '../../src/server.js';
import { databaseUrl, query, templateDatabase } from './database.js';

export type TestServer = {
  /** Where it listens, such as `http://127.0.0.1:40123`. */
  readonly url: string;
  readonly port: number;
  /** What a second process needs to serve the same people. */
  readonly shared: Shared;
  /** Every route of the HTTP framework, as `GET /api/v1/rooms`. */
  readonly routes: readonly string[];
  /** Looks into the database behind the server's back. */
  rows<Row extends object>(statement: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
};

/** What the processes of one instance have in common. */
export type Shared = { databaseUrl: string; secretKey: Buffer; dataFolder: string };

type Options = {
  /** Settings beside the defaults, by the names of their environment variables. */
  environment?: Record<string, string>;
  clock?: Clock;
  /** Reads the log; `LOG_LEVEL` says how much there is of it, by default nothing. */
  logTo?: DestinationStream;
  /** Another database server than the one of this run, for tests that stop it. */
  databaseServer?: string;
  /** Another server whose database and key to use, as its second process. */
  besides?: TestServer;
};

/** A whole server in this process, on a database of its own. */
export async function startTestServer(options: Options = {}): Promise<TestServer> {
  const shared = options.besides?.shared ?? (await makeShared(options.databaseServer));
  const url = shared.databaseUrl;
  const settings = readSettings({
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'silent',
    // What several processes must be told that they have in common.
    DATABASE_URL: shared.databaseUrl,
    CARILLON_SECRET_KEY: shared.secretKey.toString('hex'),
    CARILLON_DATA_DIR: shared.dataFolder,
    ...options.environment,
  });
  const clock = options.clock === undefined ? {} : { clock: options.clock };
  const logTo = options.logTo === undefined ? {} : { logTo: options.logTo };
  const running = await startServer({ settings, ...shared, ...clock, ...logTo });
  const client = new Client({ connectionString: url });
  // A test may stop the database under it; what the test expects then is asserted through the server.
  client.on('error', () => undefined);
  await client.connect();
  return {
    url: `http://127.0.0.1:${running.port}`,
    port: running.port,
    shared,
    routes: running.routes,
    rows: async <Row extends object>(statement: string, values: unknown[] = []) =>
      (await client.query<Row>(statement, values)).rows,
    stop: async () => {
      await client.end();
      await running.close();
      if (options.besides === undefined) await rm(shared.dataFolder, { recursive: true, force: true });
    },
  };
}

async function makeShared(otherServer: string | undefined): Promise<Shared> {
  const server = otherServer ?? inject('databaseServer');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await query(
    server,
    `create database ${name} ${otherServer === undefined ? `template ${templateDatabase}` : ''}`,
  );
  return {
    databaseUrl: databaseUrl(server, name),
    secretKey: randomBytes(32),
    dataFolder: join(tmpdir(), `carillon-${name}`),
  };
}
