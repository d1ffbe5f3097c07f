import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { entities } from '../../src/app.module.js';
import { migratingDataSource } from '../../src/platform/database/data-source.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres/embedded-postgres.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The database server of this test run; each file makes a database of its own from the template. */
    databaseServer: string;
  }
}

export const templateDatabase = 'carillon_template';

/** One real PostgreSQL for the whole run, with one migrated database to copy. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-test-'));
  const postgres = await startEmbeddedPostgres({ folder, onProgress: () => undefined });
  await query(postgres.url, `create database ${templateDatabase}`);
  await migrate(migratingDataSource(databaseUrl(postgres.url, templateDatabase), entities), () => undefined);
  project.provide('databaseServer', postgres.url);
  return async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

export function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}

export async function query(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
