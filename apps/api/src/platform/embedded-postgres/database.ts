import pg from 'pg';
import { StartupError } from '../startup-error.js';
import { owner } from './cluster.js';

const invalidCatalogName = '3D000';
const invalidPassword = '28P01';

/** The address of our database, password included: for the connection pool, never for a log. */
export function urlOf(password: string, port: number, database: string = owner): string {
  return `postgres://${owner}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** Makes our database inside a cluster that does not have it yet; proves that we can sign in. */
export async function createDatabaseIfMissing(password: string, port: number): Promise<void> {
  try {
    await run(urlOf(password, port), 'select 1');
  } catch (error) {
    const code = error instanceof pg.DatabaseError ? error.code : undefined;
    if (code === invalidPassword) throw new StartupError(refused, { cause: error });
    if (code !== invalidCatalogName) throw error;
    await run(urlOf(password, port, 'postgres'), `create database ${owner}`);
  }
}

const refused =
  'The embedded database does not accept the password kept beside it. ' +
  'Restore the files "password" and "data" from the same backup.';

async function run(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  // A connection that breaks between statements; the statement under way rejects by itself.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(statement);
  } finally {
    await client.end();
  }
}
