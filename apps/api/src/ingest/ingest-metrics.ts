import type { ErrorCode } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { Metrics } from '../platform/observability/metrics.js';
import { QuickHistogram } from '../platform/observability/quick-histogram.js';
import { Tally } from '../platform/observability/tally.js';

/** What a sender waits for an answer depends on what the answer is: storing takes longer than refusing. */
type Result = 'accepted' | 'refused' | 'unavailable';

/** Counts what became of posts, and how long it took. A post is counted without making anything for it. */
@Injectable()
export class IngestMetrics {
  private readonly posts: Tally<'accepted' | ErrorCode>;
  private readonly lookups: Tally<'hit' | 'miss'>;
  private readonly seconds: QuickHistogram<Result>;

  constructor(metrics: Metrics) {
    this.posts = new Tally(metrics, {
      name: 'carillon_webhook_posts_total',
      help: 'Posts to incoming webhooks, by outcome: accepted, or the code of the refusal.',
      labelName: 'outcome',
    });
    this.lookups = new Tally(metrics, {
      name: 'carillon_webhook_lookups_total',
      help: 'Look-ups of webhooks, by result: remembered (hit), or asked of the database (miss).',
      labelName: 'result',
    });
    this.seconds = new QuickHistogram(metrics, {
      name: 'carillon_webhook_post_seconds',
      help: 'Time from the headers of a post to its answer, by result: accepted, refused (4xx), unavailable (5xx).',
      labelName: 'result',
      values: ['accepted', 'refused', 'unavailable'],
    });
  }

  countAccepted(ms: number): void {
    this.posts.count('accepted');
    this.seconds.observe('accepted', ms / 1000);
  }

  countRefused(code: ErrorCode, status: number, ms: number): void {
    this.posts.count(code);
    this.seconds.observe(status >= 500 ? 'unavailable' : 'refused', ms / 1000);
  }

  countLookup(result: 'hit' | 'miss'): void {
    this.lookups.count(result);
  }
}
