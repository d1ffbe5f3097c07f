import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { Client, Pool } from 'pg';
import { entities } from '../../src/app.module.js';
import type { Clock } from '../../src/platform/clock.js';
import { migratingDataSource } from '../../src/platform/database/data-source.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { readSettings } from '../../src/platform/env.js';
import { startServer } from '../../src/server.js';
import { databaseUrl, query, templateDatabase } from './database.js';
import type { TestServer } from './test-server.js';

/** A server that can end and come back at the same address, on the same database, with the same key. */
export type RestartableServer = TestServer & {
  readonly databaseUrl: string;
  /** Drains, closes, and starts anew. */
  restart(): Promise<void>;
  /** What a process does before it ends where others serve, too. */
  leave(): void;
  /** Only drains and closes; `restart` brings it back. */
  shutDown(): Promise<void>;
  /** Runs a statement in a transaction and keeps that open, with every lock it took, until the answer is called. */
  hold(statement: string, values?: unknown[]): Promise<Release>;
};

/** Takes back what the statement did, unless it says that it is to stay. */
export type Release = (end?: { commits: boolean }) => Promise<void>;

type Options = {
  environment?: Record<string, string>;
  clock?: Clock;
  /** Another database server than the one of this run, for tests that stop it. */
  databaseServer?: string;
};

export async function startRestartableServer(options: Options = {}): Promise<RestartableServer> {
  const url = await makeDatabase(options.databaseServer);
  const secretKey = randomBytes(32);
  const dataFolder = await mkdtemp(join(tmpdir(), 'carillon-test-'));
  const start = (port: number) => {
    const settings = readSettings({
      PORT: String(port),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'silent',
      CARILLON_DATA_DIR: dataFolder,
      ...options.environment,
    });
    const clock = options.clock === undefined ? {} : { clock: options.clock };
    return startServer({ settings, databaseUrl: url, secretKey, ...clock });
  };
  let running = await start(0);
  const { port, routes } = running;
  let isRunning = true;
  const shutDown = async () => {
    if (isRunning) await running.close();
    isRunning = false;
  };
  const pool = new Pool({ connectionString: url, max: 1 });
  // A test may stop the database under it; what the test expects then is asserted through the server.
  pool.on('error', () => undefined);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    routes,
    databaseUrl: url,
    shared: { databaseUrl: url, secretKey, dataFolder },
    rows: async <Row extends object>(statement: string, values: unknown[] = []) =>
      (await pool.query<Row>(statement, values)).rows,
    hold: (statement, values) => holdIn(url, statement, values),
    leave: () => {
      running.leave();
    },
    shutDown,
    restart: async () => {
      await shutDown();
      running = await start(port);
      isRunning = true;
    },
    stop: async () => {
      await pool.end();
      await shutDown();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** The run's own server has a migrated template; another server's database is migrated here. */
async function makeDatabase(otherServer: string | undefined): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const server = otherServer ?? inject('databaseServer');
  const url = databaseUrl(server, name);
  if (otherServer === undefined) await query(server, `create database ${name} template ${templateDatabase}`);
  else {
    await query(server, `create database ${name}`);
    await migrate(migratingDataSource(url, entities), () => undefined);
  }
  return url;
}

async function holdIn(url: string, statement: string, values: unknown[] = []): Promise<Release> {
  const client = new Client({ connectionString: url });
  // As above.
  client.on('error', () => undefined);
  await client.connect();
  await client.query('begin');
  await client.query(statement, values);
  return async ({ commits } = { commits: false }) => {
    await client.query(commits ? 'commit' : 'rollback');
    await client.end();
  };
}
