import type { IncomingMessage, ServerResponse } from 'node:http';
import { incomingWebhookPath, limits, type PostAccepted, type PostRefused } from '@carillon/contracts';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { DomainError } from '../platform/errors/domain-error.js';
import { asRefusal } from '../platform/errors/problem.filter.js';
import { HttpFront } from '../platform/http/http-front.js';
import { IngestMetrics } from './ingest-metrics.js';
import { Ingest } from './ingest.js';

/** How long a sender may go on sending a body that was refused before the connection is cut. Unit: milliseconds. */
const lingerMs = 1_000;

/**
 * The transport of incoming webhooks. It stands in front of the HTTP framework because the contract is about raw
 * requests: any content type, bodies refused unread, no CORS header whatever is asked.
 */
@Injectable()
export class IngestController implements OnModuleInit {
  private readonly logger = new Logger(IngestController.name);

  constructor(
    private readonly front: HttpFront,
    private readonly ingest: Ingest,
    private readonly metrics: IngestMetrics,
  ) {}

  onModuleInit(): void {
    this.front.mount(incomingWebhookPath, (request, answer) => void this.handle(request, answer));
  }

  private async handle(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    try {
      send(answer, 200, await this.ingest.post(request, answer));
      this.metrics.count('accepted');
    } catch (error) {
      const refusal = this.refusalOf(error);
      this.metrics.count(refusal.code);
      closeIfUnread(request, answer);
      for (const [name, value] of Object.entries(refusal.headers)) answer.setHeader(name, value);
      send(answer, refusal.status, { Message: refusal.message, Code: refusal.code });
    }
  }

  /** Never logs the URL: it holds the token. */
  private refusalOf(error: unknown): DomainError {
    const refusal = asRefusal(error);
    if (refusal.status >= 500)
      this.logger.warn({ err: error, code: refusal.code }, 'A post could not be stored.');
    return refusal;
  }
}

function send(answer: ServerResponse, status: number, body: PostAccepted | PostRefused): void {
  const bytes = Buffer.from(JSON.stringify(body));
  answer.setHeader('Content-Type', 'application/json; charset=utf-8');
  answer.setHeader('Content-Length', bytes.length);
  answer.setHeader('Cache-Control', 'no-store');
  answer.setHeader('X-Content-Type-Options', 'nosniff');
  answer.writeHead(status).end(bytes);
}

/**
 * A small body that was not read is swallowed, and the connection goes on. Behind a large or endless one the
 * connection is closed, after a while in which the sender can read why.
 */
function closeIfUnread(request: IncomingMessage, answer: ServerResponse): void {
  if (request.complete) return;
  const length = Number(request.headers['content-length'] ?? Infinity);
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || request.headers['content-length'] !== undefined;
  request.resume();
  if (!hasBody || (length <= limits.incomingWebhook.maxBodyBytes && request.headers.expect === undefined))
    return;
  answer.setHeader('Connection', 'close');
  const timer = setTimeout(() => request.destroy(), lingerMs).unref();
  request.once('close', () => {
    clearTimeout(timer);
  });
}
