import type { DataSource } from 'typeorm';
import { StartupError } from '../startup-error.js';

/** Key of the advisory lock that lets one process migrate at a time. Any fixed number of our own will do. */
const migrationLock = 4_711_202_602;
const minServerVersion = 150_000;

/**
 * Brings the database to this version's schema; several processes starting at once wait for one another.
 * @throws StartupError if the database is too old a PostgreSQL, or was migrated by a newer Carillon.
 */
export async function migrate(dataSource: DataSource, onProgress: (line: string) => void): Promise<void> {
  await connect(dataSource);
  try {
    await refuseOldServer(dataSource);
    await dataSource.query('select pg_advisory_lock($1)', [migrationLock]);
    await refuseNewerSchema(dataSource);
    const done = await dataSource.runMigrations({ transaction: 'each' });
    for (const migration of done) onProgress(`Migrated the database: ${migration.name}`);
  } finally {
    await dataSource.destroy();
  }
}

async function connect(dataSource: DataSource): Promise<void> {
  try {
    await dataSource.initialize();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartupError(`The database cannot be reached (DATABASE_URL): ${reason}`, { cause });
  }
}

async function refuseOldServer(dataSource: DataSource): Promise<void> {
  const [row] = await dataSource.query<[{ version: string; name: string }]>(
    "select current_setting('server_version_num') as version, current_setting('server_version') as name",
  );
  if (Number(row.version) < minServerVersion)
    throw new StartupError(
      `Carillon needs PostgreSQL 15 or newer; DATABASE_URL leads to version ${row.name}.`,
    );
}

async function refuseNewerSchema(dataSource: DataSource): Promise<void> {
  const [table] = await dataSource.query<[{ known: boolean }]>(
    "select to_regclass('migrations') is not null as known",
  );
  if (!table.known) return;
  const done = await dataSource.query<{ name: string }[]>('select name from migrations');
  const ours = new Set(
    dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name),
  );
  const foreign = done.find((row) => !ours.has(row.name));
  if (foreign)
    throw new StartupError(
      `The data was written by a newer Carillon (it knows ${foreign.name}). Start that version, or restore a backup of this one.`,
    );
}
