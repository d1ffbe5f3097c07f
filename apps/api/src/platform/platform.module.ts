import { Global, Logger, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Logger as Log } from 'pino';
import { Clock } from './clock.js';
import type { Cluster } from './cluster/cluster.js';
import { Peers } from './cluster/peers.js';
import { RateLimiters, REDIS } from './cluster/rate-limiters.js';
import { DatabaseNotices, DATABASE_URL } from './database/database-notices.js';
import { poolOf, servingDataSource, silentAfterMs, type EntityClass } from './database/data-source.js';
import { PostingConnections } from './database/posting-connections.js';
import { dropSilentConnections } from './database/silent-connections.js';
import { Transactions } from './database/transaction.js';
import { Settings } from './env.js';
import { ProblemFilter } from './errors/problem.filter.js';
import { EventBus } from './events/event-bus.js';
import { ClientAddress } from './http/client-address.js';
import { HttpFront } from './http/http-front.js';
import { RequestIds } from './http/request-ids.js';
import { Lifecycle } from './lifecycle.js';
import { AccessLog, LOG } from './observability/access-log.js';
import { ClusterMetrics } from './observability/cluster-metrics.js';
import { DatabaseMetrics } from './observability/database-metrics.js';
import { HealthController } from './observability/health.controller.js';
import { HttpMetrics } from './observability/http-metrics.js';
import { MetricsAccess } from './observability/metrics-access.js';
import { Metrics } from './observability/metrics.js';
import { RequestWatch } from './observability/request-watch.js';
import { TRACING, type Tracing } from './observability/tracing.js';
import { Secrets } from './secrets.js';

/** What the process was started with. */
export type PlatformOptions = {
  settings: Settings;
  databaseUrl: string;
  secretKey: Buffer;
  front: HttpFront;
  log: Log;
  tracing: Tracing;
  clock?: Clock;
  entities: EntityClass[];
  cluster: Cluster;
};

/** What every feature may use and nothing of the product. */
@Global()
@Module({})
export class PlatformModule {
  static with(options: PlatformOptions): DynamicModule {
    const logger = new Logger('Database');
    return {
      module: PlatformModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({ type: 'postgres', retryAttempts: 0 }),
          dataSourceFactory: async () => {
            const dataSource = servingDataSource(options.databaseUrl, options.entities, (error) => {
              logger.warn({ err: error }, 'A connection to the database broke.');
            });
            await dataSource.initialize();
            dropSilentConnections(poolOf(dataSource), silentAfterMs);
            return dataSource;
          },
        }),
      ],
      controllers: [HealthController],
      providers: [
        { provide: Settings, useValue: options.settings },
        { provide: Peers, useValue: options.cluster.peers },
        { provide: REDIS, useValue: options.cluster.redis },
        RateLimiters,
        { provide: DATABASE_URL, useValue: options.databaseUrl },
        { provide: PostingConnections, useFactory: () => new PostingConnections(options.databaseUrl) },
        { provide: Clock, useValue: options.clock ?? new Clock() },
        { provide: Secrets, useValue: new Secrets(options.secretKey) },
        { provide: HttpFront, useValue: options.front },
        { provide: LOG, useValue: options.log },
        { provide: TRACING, useValue: options.tracing },
        { provide: APP_FILTER, useClass: ProblemFilter },
        AccessLog,
        ClientAddress,
        ClusterMetrics,
        DatabaseMetrics,
        DatabaseNotices,
        EventBus,
        HttpMetrics,
        Lifecycle,
        Metrics,
        MetricsAccess,
        RequestIds,
        RequestWatch,
        Transactions,
      ],
      exports: [
        Settings,
        AccessLog,
        Clock,
        ClientAddress,
        DatabaseNotices,
        Secrets,
        HttpFront,
        EventBus,
        Lifecycle,
        Metrics,
        Peers,
        PostingConnections,
        RateLimiters,
        REDIS,
        RequestIds,
        TRACING,
        Transactions,
      ],
    };
  }
}
