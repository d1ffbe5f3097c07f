import { Controller, Get, Header, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { outage } from '../errors/problem.filter.js';
import { Lifecycle } from '../lifecycle.js';
import { MetricsAccess } from './metrics-access.js';
import { Metrics } from './metrics.js';

/** For whoever runs the server: is it alive, may it get traffic, what does it measure. */
@Controller()
export class HealthController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly lifecycle: Lifecycle,
    private readonly metrics: Metrics,
    private readonly metricsAccess: MetricsAccess,
  ) {}

  /** The process runs and turns its event loop. */
  @Get('/health/live')
  live(): { status: string } {
    return { status: 'live' };
  }

  /** It can serve: not stopping, and the database answers. */
  @Get('/health/ready')
  async ready(): Promise<{ status: string }> {
    if (!this.lifecycle.isReady) throw outage();
    await this.dataSource.query('select 1');
    return { status: 'ready' };
  }

  @Get('/metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  read(@Req() request: FastifyRequest): Promise<string> {
    this.metricsAccess.enter(request.raw);
    return this.metrics.registry.metrics();
  }
}
