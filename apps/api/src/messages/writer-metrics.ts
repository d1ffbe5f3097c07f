import { Injectable } from '@nestjs/common';
import type { Counter, Histogram } from 'prom-client';
import { Metrics, waitBuckets } from '../platform/observability/metrics.js';
import { Tally } from '../platform/observability/tally.js';
import type { WriteOutcome } from './message-draft.js';

const batchBuckets = [1, 2, 5, 10, 20, 50, 100, 200];

/** Measures the one place where messages are stored. */
@Injectable()
export class WriterMetrics {
  private readonly drafts: Tally<WriteOutcome['kind']>;
  private readonly commitSeconds: Histogram;
  private readonly batchSize: Histogram;
  private readonly failures: Counter;

  constructor(private readonly metrics: Metrics) {
    this.drafts = new Tally(metrics, {
      name: 'carillon_message_drafts_total',
      help: 'Messages and posts the database decided on, by outcome: stored, duplicate, limited, broadcast, refused.',
      labelName: 'outcome',
    });
    this.commitSeconds = metrics.histogram(
      'carillon_message_commit_seconds',
      'Time to store a group of messages durably, from sending the statement to the answer.',
      waitBuckets,
    );
    this.batchSize = metrics.histogram(
      'carillon_message_batch_size',
      'Messages stored by one statement and one commit.',
      batchBuckets,
    );
    this.failures = metrics.counter(
      'carillon_message_commit_failures_total',
      'Groups of messages that the database did not store.',
    );
  }

  /** @param waiting messages that wait to be stored; @param underWay statements that store some */
  watch(waiting: () => number, underWay: () => number): void {
    this.metrics.gauge('carillon_message_queue_length', 'Messages that wait to be stored.', waiting);
    this.metrics.gauge('carillon_message_commits_under_way', 'Statements that store messages now.', underWay);
  }

  countCommit(outcomes: readonly WriteOutcome[], ms: number): void {
    this.commitSeconds.observe(ms / 1000);
    this.batchSize.observe(outcomes.length);
    for (const { kind } of outcomes) this.drafts.count(kind);
  }

  countFailure(): void {
    this.failures.inc();
  }
}
