import type { Acknowledgement, ClientToServerEvents } from '@carillon/contracts';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { asRefusal } from '../platform/errors/problem.filter.js';
import { newRequestId } from '../platform/http/request-ids.js';
import { AccessLog } from '../platform/observability/access-log.js';
import { TRACING, type Tracing } from '../platform/observability/tracing.js';
import { SocketMetrics } from './socket-metrics.js';
import type { TypedSocket } from './typed-socket.js';

/** Does what a client asks for over its socket, and acknowledges it. Each such request has an id of its own. */
@Injectable()
export class SocketRequests {
  private readonly logger = new Logger(SocketRequests.name);

  constructor(
    private readonly metrics: SocketMetrics,
    private readonly log: AccessLog,
    @Inject(TRACING) private readonly tracing: Tracing,
  ) {}

  async acknowledge(
    event: keyof ClientToServerEvents,
    { id: socket }: TypedSocket,
    work: () => void | Promise<void>,
  ): Promise<Acknowledgement> {
    const startedAt = performance.now();
    const reqId = newRequestId();
    const acknowledgement = await this.attempt(event, reqId, work);
    const outcome = acknowledgement.ok ? 'ok' : acknowledgement.code;
    this.metrics.countRequest(event, outcome);
    if (this.log.isDetailed)
      this.log.writeSocket({ reqId, socket, event, outcome, ms: performance.now() - startedAt });
    return acknowledgement;
  }

  private async attempt(
    event: string,
    reqId: string,
    work: () => void | Promise<void>,
  ): Promise<Acknowledgement> {
    try {
      await this.tracing.within(`socket ${event}`, work);
      return { ok: true, data: null };
    } catch (error) {
      const { code, message } = asRefusal(error);
      if (code === 'INTERNAL') this.logger.error({ err: error, reqId }, 'A socket request failed.');
      return { ok: false, code, message };
    }
  }
}
