import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  errors,
  incomingWebhookPath,
  limits,
  type PostAccepted,
  type PostRefused,
} from '@carillon/contracts';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { DomainError } from '../platform/errors/domain-error.js';
import { asRefusal } from '../platform/errors/problem.filter.js';
import { ClientAddress } from '../platform/http/client-address.js';
import { HttpFront } from '../platform/http/http-front.js';
import { Lifecycle } from '../platform/lifecycle.js';
import { RefusalGuard } from './gates/refusals.js';
import { webhookNamedBy } from './gates/url.js';
import { IngestMetrics } from './ingest-metrics.js';
import { Ingest } from './ingest.js';
import { PostRecorder } from './post-recorder.js';

/**
 * How long the connection stays open behind a body that is not going to be read. A sender that writes all of it
 * before it reads would otherwise meet a reset, and never see why it was refused. Unit: milliseconds.
 */
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
    private readonly guard: RefusalGuard,
    private readonly recorder: PostRecorder,
    private readonly addresses: ClientAddress,
    private readonly lifecycle: Lifecycle,
    private readonly metrics: IngestMetrics,
  ) {}

  onModuleInit(): void {
    this.front.mount(incomingWebhookPath, (request, answer) => void this.handle(request, answer));
  }

  private async handle(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    const address = this.addresses.of(request);
    const record = this.recorder.begin({ webhookId: webhookNamedBy(request.url), address, postedBy: null });
    try {
      const posted = await this.ingest.post(request, answer, record);
      this.metrics.count('accepted');
      record.accept(posted);
      this.send(request, answer, 200, { MessageId: posted.message.id, RoomId: posted.roomId });
    } catch (error) {
      const refusal = this.guard.judge(address, this.refusalOf(error));
      this.metrics.count(refusal.code);
      record.refuse(refusal);
      for (const [name, value] of Object.entries(refusal.headers)) answer.setHeader(name, value);
      this.send(request, answer, refusal.status, { Message: refusal.message, Code: refusal.code });
    }
  }

  /** Behind an unread body the answer stays open, and with it the connection, until that has been swallowed. */
  private send(
    request: IncomingMessage,
    answer: ServerResponse,
    status: number,
    body: PostAccepted | PostRefused,
  ): void {
    const text = JSON.stringify(body);
    answer.setHeader('Content-Type', 'application/json; charset=utf-8');
    answer.setHeader('Content-Length', Buffer.byteLength(text));
    answer.setHeader('Cache-Control', 'no-store');
    answer.setHeader('X-Content-Type-Options', 'nosniff');
    const isLast =
      this.lifecycle.isDraining || answer.hasHeader('Connection') || isNotWorthReading(request, status);
    if (isLast) answer.setHeader('Connection', 'close');
    answer.writeHead(status);
    // As text, which goes out in one piece with the headers. In front of bytes Node puts the headers of an answer that has
    // to wait for its turn before all that waits with it, and a 100 Continue would come to stand inside of the answer.
    if (!isUnread(request)) answer.end(text);
    else {
      answer.write(text);
      swallow(request, answer, isLast ? lingerMs : limits.incomingWebhook.maxBodyTimeMs);
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

function isUnread({ complete, headers }: IncomingMessage): boolean {
  const hasBody = headers['transfer-encoding'] !== undefined || headers['content-length'] !== undefined;
  return hasBody && !complete;
}

/** A small body that is on its way is read for the sake of the connection; a large, late or withheld one is not. */
function isNotWorthReading(request: IncomingMessage, status: number): boolean {
  if (!isUnread(request)) return false;
  const length = Number(request.headers['content-length'] ?? Infinity);
  const isSmall = length <= limits.incomingWebhook.maxBodyBytes;
  return !isSmall || request.headers.expect !== undefined || status === errors.REQUEST_TIMEOUT.status;
}

/** Lets the rest of the body pass, for so long; then the connection is cut. */
function swallow(request: IncomingMessage, answer: ServerResponse, forMs: number): void {
  const timer = setTimeout(() => request.destroy(), forMs).unref();
  request.once('end', () => answer.end());
  request.once('close', () => {
    clearTimeout(timer);
  });
  request.resume();
}
