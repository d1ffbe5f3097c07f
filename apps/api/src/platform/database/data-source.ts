import { limits } from '@carillon/contracts';
import { Pool } from 'pg';
import { DataSource, type DataSourceOptions, type EntitySchema } from 'typeorm';
import { migrations } from './migrations/index.js';
import { SnakeCaseColumns } from './naming.js';
import { PreparingClient } from './preparing-client.js';

/** Connections of one server process. PostgreSQL allows 100 by default; this leaves room for several processes. */
const maxConnections = 30;
/** How long a request waits for a free connection, or for a new one to be made. Unit: milliseconds. */
const connectTimeoutMs = 1_000;
/** The database gives up before we do, so that what we call failed did not happen after all. Unit: milliseconds. */
export const maxStatementMs = limits.requests.maxDatabaseWaitMs - 600;
/** When we call the connection dead: nothing came back on it for so long. Unit: milliseconds. */
export const silentAfterMs = limits.requests.maxDatabaseWaitMs - 400;
/** When we call the statement failed, wherever it waits. Unit: milliseconds. */
const clientTimeoutMs = limits.requests.maxDatabaseWaitMs - 100;

const applicationName = 'carillon';
/** What bounds the waiting for the database, in the driver's words. */
const waiting = { statement_timeout: maxStatementMs, query_timeout: clientTimeoutMs, keepAlive: true };

// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeORM's own type of an entity class
export type EntityClass = Function | EntitySchema;

function baseOptions(url: string, entities: EntityClass[]): DataSourceOptions & { type: 'postgres' } {
  return {
    type: 'postgres',
    url,
    entities,
    migrations,
    migrationsTableName: 'migrations',
    namingStrategy: new SnakeCaseColumns(),
    synchronize: false,
    applicationName,
  };
}

/** The data source that serves requests: bounded waiting, so that a database that is away gives 503 in time. */
export function servingDataSource(
  url: string,
  entities: EntityClass[],
  onError: (error: Error) => void,
): DataSource {
  return new DataSource({
    ...baseOptions(url, entities),
    poolSize: maxConnections,
    connectTimeoutMS: connectTimeoutMs,
    poolErrorHandler: onError,
    extra: { ...waiting, Client: PreparingClient },
  });
}

/** Connections beside those of the data source, as bounded, which stay open. */
export function servingPool(url: string, max: number, onError: (error: Error) => void): Pool {
  const pool = new Pool({
    connectionString: url,
    application_name: applicationName,
    max,
    connectionTimeoutMillis: connectTimeoutMs,
    // They are never closed for being idle.
    idleTimeoutMillis: 0,
    ...waiting,
  });
  return pool.on('error', onError);
}

/** The data source that migrates: one connection, and as much time as it takes. */
export function migratingDataSource(url: string, entities: EntityClass[]): DataSource {
  return new DataSource({ ...baseOptions(url, entities), poolSize: 1 });
}

/** TypeORM's pool is the driver's `pg` pool, which can prepare statements and tell how busy it is. */
export function poolOf({ driver }: DataSource): Pool {
  // The driver of this product is always PostgreSQL's, whose type TypeORM does not pass on.
  return (driver as unknown as { master: Pool }).master;
}
