import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Pool, QueryConfig, QueryResultRow } from 'pg';
import { servingPool, silentAfterMs } from './data-source.js';
import { dropSilentConnections } from './silent-connections.js';

/** Two statements of the writer and a look-up of webhooks. */
const maxConnections = 3;

/**
 * Connections for storing messages and for looking up who posts, and for nothing else: whatever people ask the server
 * for at the moment, posts do not queue behind it. They stay open, so that the first post after a while is not slow.
 */
export class PostingConnections implements OnApplicationShutdown {
  private readonly logger = new Logger('Database');
  private readonly pool: Pool;

  constructor(databaseUrl: string) {
    this.pool = servingPool(databaseUrl, maxConnections, (error) => {
      this.logger.warn({ err: error }, 'A connection to the database for posts broke.');
    });
    dropSilentConnections(this.pool, silentAfterMs);
  }

  /** @param statement with a name it is prepared once per connection */
  async query<Row extends QueryResultRow>(statement: QueryConfig): Promise<Row[]> {
    return (await this.pool.query<Row>(statement)).rows;
  }

  /** By now nothing is under way: the writer has ended before. */
  onApplicationShutdown(): Promise<void> {
    return this.pool.end();
  }
}
