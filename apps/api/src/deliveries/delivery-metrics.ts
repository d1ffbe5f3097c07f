import { Injectable } from '@nestjs/common';
import type { Counter } from 'prom-client';
import { Metrics } from '../platform/observability/metrics.js';

/** Measures whether the delivery log keeps up. */
@Injectable()
export class DeliveryMetrics {
  private readonly written: Counter;
  private readonly failures: Counter;
  private lost = 0;

  constructor(private readonly metrics: Metrics) {
    this.written = metrics.counter(
      'carillon_delivery_log_written_total',
      'Entries written to the delivery log.',
    );
    this.failures = metrics.counter(
      'carillon_delivery_log_failures_total',
      'Writes of the delivery log that failed and were tried again.',
    );
    metrics.counterOf(
      'carillon_delivery_log_lost_total',
      'Requests that are in no delivery log, since too many were waiting to be written.',
      () => this.lost,
    );
  }

  /** @param waiting entries that wait to be written */
  watch(waiting: () => number): void {
    this.metrics.gauge(
      'carillon_delivery_log_waiting',
      'Entries that wait to be written to the delivery log.',
      waiting,
    );
  }

  countWritten(entries: number): void {
    this.written.inc(entries);
  }

  countFailure(): void {
    this.failures.inc();
  }

  countLost(): void {
    this.lost += 1;
  }
}
