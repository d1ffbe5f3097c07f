import type { MessageFormat, RoomId, WebhookId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { bytesArray, uuidArray } from '../platform/database/binary-arrays.js';
import { DatabaseNotices } from '../platform/database/database-notices.js';
import { PostingConnections } from '../platform/database/posting-connections.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { EventBus } from '../platform/events/event-bus.js';
import { Secrets } from '../platform/secrets.js';
import { RoomDeleted } from '../rooms/rooms.events.js';
import { WebhookChanged, WebhookRemoved } from '../webhooks/webhooks.events.js';
import type { WebhookUrl } from './gates/url.js';
import { IngestMetrics } from './ingest-metrics.js';

/** A webhook that may post, with what the later gates need to know of it. */
export type PostingWebhook = {
  id: WebhookId;
  roomId: RoomId;
  name: string;
  format: MessageFormat;
  tokenHash: Buffer;
};

type Row = {
  room_id: RoomId | null;
  name: string;
  format: MessageFormat;
  token_hash: Buffer;
  deleted_at: Date | null;
  was_valid: boolean;
};

type Question = { id: WebhookId; hash: Buffer; answer: (row: Row) => void; fail: (error: unknown) => void };

const statement = {
  name: 'find-webhooks',
  text: `select w.room_id, w.name, w.format, w.token_hash, w.deleted_at,
                exists (select from retired_webhook_tokens t where t.webhook_id = q.id and t.token_hash = q.hash) as was_valid
           from unnest($1::uuid[], $2::bytea[]) with ordinality as q(id, hash, position)
           left join webhooks w on w.id = q.id
          order by q.position`,
};

/** Webhooks that are remembered, the most recently used. */
const maxKnown = 20_000;
/** Questions in one statement. */
const maxBatchSize = 500;

/**
 * Finds the webhook of a URL, and tells URLs that were valid once from those that never were.
 *
 * Webhooks that post are remembered until they change, through whichever process. What this process has not heard of
 * yet is caught when a post is stored, since that compares the token's hash once more. Questions that arrive while one is under way are
 * asked together, so that a flood of URLs nobody has costs the database next to nothing.
 */
@Injectable()
export class WebhookLookup {
  private readonly known = new LRUCache<WebhookId, PostingWebhook>({ max: maxKnown });
  private questions: Question[] = [];
  private isAsking = false;
  /** Counts changes, so that an answer from before one is not remembered after it. */
  private changes = 0;

  constructor(
    private readonly connections: PostingConnections,
    private readonly secrets: Secrets,
    private readonly notices: DatabaseNotices,
    private readonly metrics: IngestMetrics,
    events: EventBus,
  ) {
    notices.on(
      'webhook_changed',
      // Only the database says this, and it only says ids.
      (id) => {
        this.forget(id as WebhookId);
      },
      () => {
        this.forgetAll();
      },
    );
    events.on(WebhookChanged, ({ webhook }) => {
      this.forget(webhook.id);
    });
    events.on(WebhookRemoved, ({ webhookId }) => {
      this.forget(webhookId);
    });
    events.on(RoomDeleted, ({ roomId }) => {
      for (const webhook of this.known.values()) if (webhook.roomId === roomId) this.forget(webhook.id);
    });
  }

  /** @throws DomainError WEBHOOK_URL_INVALID, WEBHOOK_URL_RETIRED */
  async find({ id, token }: WebhookUrl): Promise<PostingWebhook> {
    const hash = this.secrets.hash(token);
    const known = this.known.get(id);
    const isKnown = known !== undefined && this.secrets.isEqual(known.tokenHash, hash);
    this.metrics.countLookup(isKnown ? 'hit' : 'miss');
    if (isKnown) return known;
    const { changes } = this;
    const webhook = this.judge(id, hash, await this.ask(id, hash));
    if (changes === this.changes && this.notices.isListening) this.known.set(id, webhook);
    return webhook;
  }

  /** It changed, or turned out to have changed. */
  forget(id: WebhookId): void {
    this.changes += 1;
    this.known.delete(id);
  }

  private forgetAll(): void {
    this.changes += 1;
    this.known.clear();
  }

  private judge(id: WebhookId, hash: Buffer, row: Row): PostingWebhook {
    const { room_id: roomId, name, format, token_hash: tokenHash } = row;
    const isCurrent = roomId !== null && this.secrets.isEqual(tokenHash, hash);
    if (isCurrent && row.deleted_at === null) return { id, roomId, name, format, tokenHash };
    throw new DomainError(isCurrent || row.was_valid ? 'WEBHOOK_URL_RETIRED' : 'WEBHOOK_URL_INVALID');
  }

  private ask(id: WebhookId, hash: Buffer): Promise<Row> {
    return new Promise((answer, fail) => {
      this.questions.push({ id, hash, answer, fail });
      if (!this.isAsking) void this.askAll();
    });
  }

  private async askAll(): Promise<void> {
    this.isAsking = true;
    while (this.questions.length > 0) {
      const asked = this.questions.splice(0, maxBatchSize);
      try {
        const rows = await this.read(asked);
        for (const [index, question] of asked.entries()) answerTo(question, rows[index]);
      } catch (error) {
        // Whoever waits meets the same database next, and would be told too late.
        for (const question of [...asked, ...this.questions.splice(0)]) question.fail(error);
      }
    }
    this.isAsking = false;
  }

  /** One row for each question, in their order. */
  private read(asked: Question[]): Promise<Row[]> {
    return this.connections.query<Row>({
      ...statement,
      values: [uuidArray(asked.map(({ id }) => id)), bytesArray(asked.map(({ hash }) => hash))],
    });
  }
}

function answerTo({ answer, fail }: Question, row: Row | undefined): void {
  if (row === undefined) fail(new Error('A webhook was asked for and there was no answer.'));
  else answer(row);
}
