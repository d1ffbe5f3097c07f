import { join } from 'node:path';

/** What the embedded database keeps, and where. */
export interface ClusterFolder {
  readonly path: string;
  /** PostgreSQL's own files (PGDATA). */
  readonly data: string;
  /** PGDATA while it is being made; moved to `data` once complete. */
  readonly unfinished: string;
  readonly password: string;
  readonly port: string;
  readonly log: string;
}

/** @param path absolute */
export function clusterFolder(path: string): ClusterFolder {
  return {
    path,
    data: join(path, 'data'),
    unfinished: join(path, 'data.unfinished'),
    password: join(path, 'password'),
    port: join(path, 'port'),
    log: join(path, 'postgres.log'),
  };
}
