import type { ErrorCode } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { Counter, type Histogram } from 'prom-client';
import { Metrics } from '../platform/observability/metrics.js';
import { Tally } from '../platform/observability/tally.js';
import type { FanOutCounts } from './fan-out/fan-out.js';

/** Unit: seconds. */
const turnBuckets = [0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25];

/** Measures readers: who is connected, who got in, what they ask for, what they are sent. */
@Injectable()
export class SocketMetrics {
  private readonly admissions: Tally<'admitted' | ErrorCode>;
  private readonly requests: Counter<'event' | 'outcome'>;
  private readonly slowReaders: Counter;
  private readonly turnSeconds: Histogram;

  constructor(private readonly metrics: Metrics) {
    this.admissions = new Tally(metrics, {
      name: 'carillon_socket_admissions_total',
      help: 'Sockets that wanted to connect, by outcome: admitted, or the code of the refusal.',
      labelName: 'outcome',
    });
    this.requests = new Counter({
      name: 'carillon_socket_requests_total',
      help: 'Requests over sockets, by event and outcome: ok, or the code of the refusal.',
      labelNames: ['event', 'outcome'],
      registers: [metrics.registry],
    });
    this.slowReaders = metrics.counter(
      'carillon_socket_slow_readers_total',
      'Readers disconnected because too much was waiting for them.',
    );
    this.turnSeconds = metrics.histogram(
      'carillon_fan_out_turn_seconds',
      'Time to write what was gathered for all readers.',
      turnBuckets,
    );
  }

  /** @param connected sockets that are connected now */
  watch(connected: () => number): void {
    this.metrics.gauge('carillon_sockets_connected', 'Sockets that are connected.', connected);
  }

  watchFanOut(counts: FanOutCounts): void {
    this.metrics.counterOf(
      'carillon_fan_out_packets_total',
      'Packets for several readers, each encoded once.',
      () => counts.packets,
    );
    this.metrics.counterOf(
      'carillon_fan_out_deliveries_total',
      'Packets times readers they went to.',
      () => counts.deliveries,
    );
    this.metrics.counterOf(
      'carillon_fan_out_writes_total',
      'Writes to readers; one holds all packets of a turn.',
      () => counts.writes,
    );
  }

  timeTurn(ms: number): void {
    this.turnSeconds.observe(ms / 1000);
  }

  countSlowReader(): void {
    this.slowReaders.inc();
  }

  countAdmission(outcome: 'admitted' | ErrorCode): void {
    this.admissions.count(outcome);
  }

  countRequest(event: string, outcome: 'ok' | ErrorCode): void {
    this.requests.inc({ event, outcome });
  }
}
