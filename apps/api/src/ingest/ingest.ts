import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MessageId, PostAccepted } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { refuseLargeBroadcast } from '../messages/broadcast-rule.js';
import { MentionResolver, writtenMentions } from '../messages/mention-resolver.js';
import { storableText } from '../messages/message-draft.js';
import { MessageWriter } from '../messages/message-writer.js';
import { Clock } from '../platform/clock.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { outage } from '../platform/errors/problem.filter.js';
import { Lifecycle } from '../platform/lifecycle.js';
import { Secrets } from '../platform/secrets.js';
import { readContent } from './gates/content.js';
import { requirePost } from './gates/method.js';
import { RateGate } from './gates/rate.js';
import { readBody } from './gates/size.js';
import { readWebhookUrl } from './gates/url.js';
import { WebhookLookup, type PostingWebhook } from './webhook-lookup.js';

/** The hot path: a machine posts. Every gate of the public contract, in its order, on one screen. */
@Injectable()
export class Ingest {
  constructor(
    private readonly lifecycle: Lifecycle,
    private readonly lookup: WebhookLookup,
    private readonly rate: RateGate,
    private readonly mentions: MentionResolver,
    private readonly writer: MessageWriter,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError for every refusal of the contract; nothing is stored then */
  async post(request: IncomingMessage, answer: ServerResponse): Promise<PostAccepted> {
    requirePost(request.method); //                                     405
    if (this.lifecycle.isDraining) throw outage(); //                   503
    const webhook = await this.lookup.find(readWebhookUrl(request.url)); // 403, 404
    this.rate.announce(webhook.id, answer);
    const content = readContent(await readBody(request, answer)); //           413, 400
    const slot = this.rate.take(webhook.id); //                         429
    this.rate.announce(webhook.id, answer);
    try {
      return await this.store(webhook, storableText(content)); //       400 (@All), 503
    } catch (error) {
      slot.giveBack();
      this.rate.announce(webhook.id, answer);
      throw error;
    }
  }

  private async store(webhook: PostingWebhook, content: string): Promise<PostAccepted> {
    const written = writtenMentions(content, webhook.format);
    refuseLargeBroadcast(written, webhook.memberCount);
    const result = await this.writer.write({
      id: this.secrets.newId() as MessageId,
      roomId: webhook.roomId,
      author: {
        kind: 'webhook',
        view: { kind: 'webhook', webhookId: webhook.id, name: webhook.name },
        tokenHash: webhook.tokenHash,
      },
      content,
      format: webhook.format,
      ...(await this.mentions.resolve(webhook.roomId, written, undefined)),
      clientRequestToken: null,
      createdAt: this.clock.now(),
    });
    // Deleted or regenerated between the look-up and the statement that would have stored it.
    if (result.kind === 'refused') throw new DomainError('WEBHOOK_URL_RETIRED');
    return { MessageId: result.message.id, RoomId: result.message.roomId };
  }
}
