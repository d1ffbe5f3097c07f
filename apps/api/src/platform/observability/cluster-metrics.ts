import { Injectable } from '@nestjs/common';
import { Peers } from '../cluster/peers.js';
import { HttpFront } from '../http/http-front.js';
import { Metrics } from './metrics.js';

/** Shows who else serves this instance, and whether requests wait before they are served. */
@Injectable()
export class ClusterMetrics {
  constructor(metrics: Metrics, peers: Peers, front: HttpFront) {
    metrics.gauge('carillon_processes_known', 'Other server processes of this instance.', () => peers.known);
    metrics.gauge(
      'carillon_processes_in_touch',
      'Whether other processes can be told and heard (1); if not (0), browsers catch up later.',
      () => (peers.isInTouch ? 1 : 0),
    );
    metrics.gauge(
      'carillon_http_waiting',
      'Requests that wait at the door because enough are inside.',
      () => front.crowd.waiting,
    );
    metrics.counterOf(
      'carillon_http_turned_away_total',
      'Requests that waited too long at the door and were answered 503.',
      () => front.crowd.turnedAway,
    );
  }
}
