import type { MessageId, RoomId } from '@carillon/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { storableText, type MessageDraft } from '../messages/message-draft.js';
import { MessageWriter, type Written } from '../messages/message-writer.js';
import { writtenMentions } from '../messages/written-mentions.js';
import { Clock } from '../platform/clock.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { TRACING, type Tracing } from '../platform/observability/tracing.js';
import { Secrets } from '../platform/secrets.js';
import { PresenceService } from '../presence/presence.service.js';
import { RateGate, type Slot } from './gates/rate.js';
import { PostReceipts, type StoredPost } from './post-receipts.js';
import { WebhookLookup, type PostingWebhook } from './webhook-lookup.js';

/** A post whose text has passed the gates before. `arrivedAtMs`: monotonic milliseconds. */
export type Post = { content: string; idempotencyKey: string | null; arrivedAtMs: number };

/** The message that a post became, or had become before (`isRepeat`). */
export type Posted = { message: StoredPost; roomId: RoomId; isRepeat: boolean };

/** The last gates, which need the database: the rate, the size of the room, storing. */
@Injectable()
export class Posting {
  /** Posts with a key that are under way: who repeats one meanwhile waits for what becomes of it. */
  private readonly underWay = new Map<string, Promise<Posted>>();

  constructor(
    private readonly rate: RateGate,
    private readonly receipts: PostReceipts,
    private readonly writer: MessageWriter,
    private readonly lookup: WebhookLookup,
    private readonly presence: PresenceService,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    @Inject(TRACING) private readonly tracing: Tracing,
  ) {}

  /**
   * Stores a post; one with a key that was stored before gets the first answer again.
   * @throws DomainError RATE_LIMITED, BROADCAST_TOO_LARGE, WEBHOOK_URL_RETIRED, SERVICE_UNAVAILABLE
   */
  async post(webhook: PostingWebhook, post: Post): Promise<Posted> {
    if (post.idempotencyKey === null) return this.store(webhook, post);
    const key = `${webhook.id} ${post.idempotencyKey}`;
    const first = this.underWay.get(key);
    if (first !== undefined) return this.repeat(webhook, post, first);
    const posting = this.storeOnce(webhook, post, post.idempotencyKey);
    this.underWay.set(key, posting);
    try {
      return await posting;
    } finally {
      this.underWay.delete(key);
    }
  }

  /** What a refused post was not is not repeated: this one then stands for itself. */
  private async repeat(webhook: PostingWebhook, post: Post, first: Promise<Posted>): Promise<Posted> {
    try {
      return { ...(await first), isRepeat: true };
    } catch {
      // Its own sender is told why; for this sender it has no meaning.
      return this.post(webhook, post);
    }
  }

  /** A repetition comes within the second of the first one, mostly; that must not keep its answer from it. */
  private async storeOnce(webhook: PostingWebhook, post: Post, key: string): Promise<Posted> {
    try {
      return await this.store(webhook, post);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'RATE_LIMITED') throw error;
      const message = await this.receipts.find(webhook.id, key);
      if (message === undefined) throw error;
      return { message, roomId: webhook.roomId, isRepeat: true };
    }
  }

  private async store(webhook: PostingWebhook, post: Post): Promise<Posted> {
    const slot = this.tracing.within('rate', () => this.rate.take(webhook.id)); // 429
    const written = await this.write(slot, this.draftOf(webhook, post)); //     400 (@All), 503
    switch (written.kind) {
      case 'stored':
        if (written.dueInMs !== null) this.rate.follow(webhook.id, written.dueInMs);
        return { message: written.message, roomId: webhook.roomId, isRepeat: false };
      case 'duplicate':
        return { message: written, roomId: webhook.roomId, isRepeat: true };
      case 'limited': //                                                        429, by another process
        this.rate.follow(webhook.id, written.dueInMs);
        throw this.rate.refusal(written.dueInMs);
      case 'refused': //                                                        404, since the look-up
        this.lookup.forget(webhook.id);
        throw new DomainError('WEBHOOK_URL_RETIRED');
    }
  }

  private async write(slot: Slot, draft: MessageDraft): Promise<Written> {
    try {
      const written = await this.tracing.within('store', () => this.writer.write(draft));
      if (written.kind !== 'stored') slot.giveBack();
      return written;
    } catch (error) {
      slot.giveBack();
      throw error;
    }
  }

  private draftOf(webhook: PostingWebhook, post: Post): MessageDraft {
    const content = storableText(post.content);
    const written = writtenMentions(content, webhook.format);
    return {
      id: this.secrets.newId() as MessageId,
      roomId: webhook.roomId,
      author: {
        kind: 'webhook',
        view: { kind: 'webhook', webhookId: webhook.id, name: webhook.name },
        tokenHash: webhook.tokenHash,
        schedule: this.rate.schedule,
        idempotencyKey: post.idempotencyKey,
      },
      content,
      format: webhook.format,
      written,
      present: written.present ? this.presence.presentIn(webhook.roomId) : null,
      clientRequestToken: null,
      createdAt: this.clock.now(),
      arrivedAtMs: post.arrivedAtMs,
    };
  }
}
