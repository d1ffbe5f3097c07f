import { entities } from './app.module.js';
import { migratingDataSource } from './platform/database/data-source.js';
import { migrate } from './platform/database/migrate.js';
import { readSettings } from './platform/env.js';
import { StartupError } from './platform/startup-error.js';

/** `npm run migrate`: brings the database of DATABASE_URL to this version's schema, without starting a server. */
try {
  const { databaseUrl } = readSettings();
  if (databaseUrl === undefined)
    throw new StartupError('Set DATABASE_URL: the embedded database migrates at start.');
  await migrate(migratingDataSource(databaseUrl, entities), (line) => process.stdout.write(`${line}\n`));
  process.stdout.write('The database is up to date.\n');
} catch (error) {
  process.stderr.write(`${error instanceof StartupError ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
