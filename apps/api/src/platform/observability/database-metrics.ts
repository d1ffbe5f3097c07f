import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { DataSource } from 'typeorm';
import { poolOf } from '../database/data-source.js';
import { DatabaseNotices } from '../database/database-notices.js';
import { Metrics } from './metrics.js';

/** Shows the connections to the database, and who waits for one. */
@Injectable()
export class DatabaseMetrics {
  constructor(metrics: Metrics, dataSource: DataSource, notices: DatabaseNotices) {
    const pool = poolOf(dataSource);
    new Gauge({
      name: 'carillon_database_connections',
      help: 'Connections of this process to the database, by what they do: used or idle.',
      labelNames: ['state'],
      registers: [metrics.registry],
      collect() {
        this.set({ state: 'used' }, pool.totalCount - pool.idleCount);
        this.set({ state: 'idle' }, pool.idleCount);
      },
    });
    metrics.gauge(
      'carillon_database_waiting',
      'Statements that wait for a free connection.',
      () => pool.waitingCount,
    );
    metrics.gauge(
      'carillon_database_notices_listening',
      'Whether changes by other processes are heard (1); if not (0), nothing is remembered.',
      () => (notices.isListening ? 1 : 0),
    );
  }
}
