import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { outage } from '../platform/errors/problem.filter.js';
import { Lifecycle } from '../platform/lifecycle.js';
import { TRACING, type Tracing } from '../platform/observability/tracing.js';
import { readContent } from './gates/content.js';
import { decodeBody } from './gates/encoding.js';
import { readIdempotencyKey } from './gates/idempotency.js';
import { requirePost } from './gates/method.js';
import { RateGate } from './gates/rate.js';
import { readBody } from './gates/size.js';
import { readWebhookUrl } from './gates/url.js';
import type { PostRecord } from './post-recorder.js';
import { Posting, type Posted } from './posting.js';
import { WebhookLookup } from './webhook-lookup.js';

/** The hot path: a machine posts. Every gate of the public contract, in its order, on one screen. */
@Injectable()
export class Ingest {
  constructor(
    private readonly lifecycle: Lifecycle,
    private readonly lookup: WebhookLookup,
    private readonly rate: RateGate,
    private readonly posting: Posting,
    @Inject(TRACING) private readonly tracing: Tracing,
  ) {}

  /**
   * @param record is given the body and its text as soon as they are read, also where the post is refused then
   * @throws DomainError for every refusal of the contract; nothing is stored then
   */
  async post(
    request: IncomingMessage,
    answer: ServerResponse,
    record: Pick<PostRecord, 'body' | 'text'>,
  ): Promise<Posted> {
    const { tracing } = this;
    requirePost(request.method); //                                                  405
    if (this.lifecycle.isDraining) throw outage(); //                                503
    const url = readWebhookUrl(request); //                                          403
    const webhook = await tracing.within('look-up', () => this.lookup.find(url)); // 403, 404
    try {
      record.body = await tracing.within('body', () => readBody(request, answer)); // 413, 408
      const body = await decodeBody(record.body, request.headers); //                400, 413, 415
      const content = tracing.within('text', () => readContent(body)); //            400, 413
      record.text = content;
      const idempotencyKey = readIdempotencyKey(request.headers); //         400
      const arrivedAtMs = performance.now();
      return await this.posting.post(webhook, { content, idempotencyKey, arrivedAtMs }); // 429, 400, 404, 503
    } finally {
      this.rate.announce(webhook.id, answer);
    }
  }
}
