import { randomBytes } from 'node:crypto';
import { inject, describe, expect, it } from 'vitest';
import type { DataSource } from 'typeorm';
import { databaseUrl, query, templateDatabase } from '../../../test/support/database.js';
import { entities } from '../../app.module.js';
import { migratingDataSource } from './data-source.js';
import { migrate } from './migrate.js';
import { migrations } from './migrations/index.js';

async function aDatabase(template = ''): Promise<string> {
  const server = inject('databaseServer');
  const name = `migrate_${randomBytes(8).toString('hex')}`;
  await query(server, `create database ${name} ${template}`);
  return databaseUrl(server, name);
}

const migrated = `template ${templateDatabase}`;

async function inside<Result>(url: string, look: (source: DataSource) => Promise<Result>): Promise<Result> {
  const source = migratingDataSource(url, entities);
  await source.initialize();
  try {
    return await look(source);
  } finally {
    await source.destroy();
  }
}

describe('migrating', () => {
  it('brings an empty database to the schema, names each step, and does nothing the second time', async () => {
    const url = await aDatabase();
    const [first, second]: [string[], string[]] = [[], []];
    await migrate(migratingDataSource(url, entities), (line) => first.push(line));
    await migrate(migratingDataSource(url, entities), (line) => second.push(line));
    expect(first).toEqual(migrations.map(({ name }) => `Migrated the database: ${name}`));
    expect(second).toEqual([]);
  });

  it('works for 3 processes on one empty database at once: each step is done by one of them', async () => {
    const url = await aDatabase();
    const steps: string[] = [];
    const run = () => migrate(migratingDataSource(url, entities), (line) => steps.push(line));
    await Promise.all([run(), run(), run()]);
    expect(steps).toHaveLength(migrations.length);
  });

  it('leaves exactly the schema that the entities describe', async () => {
    const { upQueries } = await inside(await aDatabase(migrated), (source) =>
      source.driver.createSchemaBuilder().log(),
    );
    expect(upQueries.map(({ query: statement }) => statement)).toEqual([]);
  });

  it('can be undone step by step, back to an empty database', async () => {
    const tables = await inside(await aDatabase(migrated), async (source) => {
      for (const _step of migrations) await source.undoLastMigration();
      return source.query<{ tablename: string }[]>(
        "select tablename from pg_tables where schemaname = 'public'",
      );
    });
    expect(tables).toEqual([{ tablename: 'migrations' }]);
  });

  it('refuses a database of a newer version, names its migration, and changes nothing', async () => {
    const url = await aDatabase(migrated);
    await query(
      url,
      "insert into migrations (timestamp, name) values (9999999999999, 'AddTeleport9999999999999')",
    );
    await expect(migrate(migratingDataSource(url, entities), () => undefined)).rejects.toThrow(
      'The data was written by a newer Carillon (it knows AddTeleport9999999999999). Start that version, or restore a backup of this one.',
    );
  });

  it('says that the database cannot be reached, and by which setting, without the password', async () => {
    const url = 'postgres://carillon:pass-word@127.0.0.1:1/carillon';
    const outcome = migrate(migratingDataSource(url, entities), () => undefined);
    await expect(outcome).rejects.toThrow(/^The database cannot be reached \(DATABASE_URL\): /);
    await expect(outcome).rejects.not.toThrow('pass-word');
  });
});
