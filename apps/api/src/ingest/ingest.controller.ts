import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  errors,
  incomingWebhookPath,
  limits,
  type PostAccepted,
  type PostRefused,
} from '@carillon/contracts';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { DomainError } from '../platform/errors/domain-error.js';
import { asRefusal } from '../platform/errors/problem.filter.js';
import { ClientAddress } from '../platform/http/client-address.js';
import { HttpFront } from '../platform/http/http-front.js';
import { RequestIds } from '../platform/http/request-ids.js';
import { Lifecycle } from '../platform/lifecycle.js';
import { AccessLog, type Access } from '../platform/observability/access-log.js';
import { TRACING, type OpenSpan, type Tracing } from '../platform/observability/tracing.js';
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

/** The pattern of the route, for logs and traces; the path itself names a webhook. */
const route = `${incomingWebhookPath}/:webhookId`;
/** Refusals that come in masses by their nature. */
const massStatus = 429;

/** A post on its way through, for those who watch. */
type Passage = { startedAtMs: number; address: string; span: OpenSpan };

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
    private readonly ids: RequestIds,
    private readonly log: AccessLog,
    @Inject(TRACING) private readonly tracing: Tracing,
  ) {}

  onModuleInit(): void {
    this.front.mount(incomingWebhookPath, (request, answer) => void this.handle(request, answer));
  }

  private async handle(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    const address = this.addresses.of(request);
    const span = this.tracing.begin('post', request);
    const passage = { startedAtMs: performance.now(), address, span };
    const record = this.recorder.begin({ webhookId: webhookNamedBy(request.url), address, postedBy: null });
    try {
      const posted = await span.run(() => this.ingest.post(request, answer, record));
      record.accept(posted);
      this.send(request, answer, 200, { MessageId: posted.message.id, RoomId: posted.roomId });
      this.noteAccepted(request, passage);
    } catch (error) {
      const refusal = this.guard.judge(address, this.refusalOf(error, request));
      record.refuse(refusal);
      for (const [name, value] of Object.entries(refusal.headers)) answer.setHeader(name, value);
      this.send(request, answer, refusal.status, { Message: refusal.message, Code: refusal.code });
      this.noteRefused(request, passage, refusal);
    }
  }

  private noteAccepted(request: IncomingMessage, passage: Passage): void {
    const ms = performance.now() - passage.startedAtMs;
    this.metrics.countAccepted(ms);
    passage.span.end({ isFault: false, facts: { 'http.response.status_code': 200 } });
    if (this.log.isDetailed) this.log.writeDetail(this.access(request, passage, 200, ms));
  }

  private noteRefused(request: IncomingMessage, passage: Passage, { code, status }: DomainError): void {
    const ms = performance.now() - passage.startedAtMs;
    this.metrics.countRefused(code, status, ms);
    const facts = { 'http.response.status_code': status, 'carillon.code': code };
    passage.span.end({ isFault: status >= 500, facts });
    const access = { ...this.access(request, passage, status, ms), code };
    if (status !== massStatus) this.log.write(access);
    else if (this.log.isDetailed) this.log.writeDetail(access);
  }

  private access(request: IncomingMessage, { address, span }: Passage, status: number, ms: number): Access {
    const { method = '' } = request;
    return { reqId: this.ids.of(request), method, route, status, ms, address, traceId: span.traceId };
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
  private refusalOf(error: unknown, request: IncomingMessage): DomainError {
    const refusal = asRefusal(error);
    if (refusal.status >= 500)
      this.logger.warn(
        { err: error, code: refusal.code, reqId: this.ids.of(request) },
        'A post could not be stored.',
      );
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
