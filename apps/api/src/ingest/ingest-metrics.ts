import type { ErrorCode } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { Metrics } from '../platform/observability/metrics.js';

/** Counts what became of posts. */
@Injectable()
export class IngestMetrics {
  private readonly posts: Counter<'outcome'>;

  constructor(metrics: Metrics) {
    this.posts = new Counter({
      name: 'carillon_webhook_posts_total',
      help: 'Posts to incoming webhooks, by outcome: accepted, or the code of the refusal.',
      labelNames: ['outcome'],
      registers: [metrics.registry],
    });
  }

  count(outcome: 'accepted' | ErrorCode): void {
    this.posts.inc({ outcome });
  }
}
