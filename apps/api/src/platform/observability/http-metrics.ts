import { Injectable } from '@nestjs/common';
import { Counter, Histogram } from 'prom-client';
import { Metrics, waitBuckets } from './metrics.js';

/** Other methods that a parser lets through are counted together. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Counts requests to everything but incoming webhooks, which have measurements of their own. */
@Injectable()
export class HttpMetrics {
  private readonly requests: Counter<'method' | 'route' | 'status'>;
  private readonly seconds: Histogram<'method' | 'route'>;

  constructor({ registry }: Metrics) {
    this.requests = new Counter({
      name: 'carillon_http_requests_total',
      help: 'Requests that were answered, by method, pattern of the route and status; 499: the client left before.',
      labelNames: ['method', 'route', 'status'],
      registers: [registry],
    });
    this.seconds = new Histogram({
      name: 'carillon_http_request_seconds',
      help: 'Time to answer a request, by method and pattern of the route.',
      labelNames: ['method', 'route'],
      buckets: waitBuckets,
      registers: [registry],
    });
  }

  count(method: string, route: string, status: number, ms: number): void {
    const known = methods.has(method) ? method : 'other';
    this.requests.inc({ method: known, route, status });
    this.seconds.observe({ method: known, route }, ms / 1000);
  }
}
