import { Counter } from 'prom-client';
import type { Metrics } from '../platform/observability/metrics.js';

/** Counts what becomes of readers. */
export class SocketMetrics {
  private readonly slowReaders: Counter;

  constructor(metrics: Metrics) {
    this.slowReaders = new Counter({
      name: 'carillon_socket_slow_readers_total',
      help: 'Readers disconnected because too much was waiting for them.',
      registers: [metrics.registry],
    });
  }

  countSlowReader(): void {
    this.slowReaders.inc();
  }
}
