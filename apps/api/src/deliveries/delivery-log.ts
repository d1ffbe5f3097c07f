import { limits, type RoomId, type WebhookId } from '@carillon/contracts';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Transactions } from '../platform/database/transaction.js';
import { EventBus } from '../platform/events/event-bus.js';
import { groupBy } from '../platform/group-by.js';
import { Secrets } from '../platform/secrets.js';
import { DeliveriesRecorded } from './deliveries.events.js';
import type { Delivery } from './delivery.js';
import { DeliveryMetrics } from './delivery-metrics.js';
import { presentDelivery, type DeliveryRow } from './delivery.presenter.js';
import { Gathering, type Entry, type Gathered } from './gathering.js';
import { previewOf } from './preview.js';

/** How long requests are gathered before they are written in one statement. Unit: milliseconds. */
const gatherMs = 250;
/** How long to wait after a write that failed. Unit: milliseconds. */
const retryMs = 2_000;
/** Entries that wait while the database is away; further ones are only counted as lost. */
const maxWaiting = 20_000;
const pruneIntervalMs = 10 * 60_000;
const { maxKeptBodyBytes, maxKeptPerWebhook, lifetimeMs } = limits.deliveries;
/** Counts are read for a day back. Unit: milliseconds. */
const countsLifetimeMs = 25 * 60 * 60_000;

/** An entry as it is stored, of a webhook that exists. */
type StoredRow = DeliveryRow & { room_id: RoomId };

/**
 * Writes down every request to a webhook, behind the back of the hot path: requests are gathered and stored a
 * moment later, many in one statement. What is lost when a process is killed is at most that moment.
 */
@Injectable()
export class DeliveryLog implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(DeliveryLog.name);
  private readonly gathering = new Gathering();
  private timer: NodeJS.Timeout | undefined;
  private pruner: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;
  private lost = 0;

  constructor(
    private readonly transactions: Transactions,
    private readonly events: EventBus,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly metrics: DeliveryMetrics,
  ) {
    metrics.watch(() => this.gathering.size);
  }

  onModuleInit(): void {
    this.pruner = setInterval(() => {
      this.gathering.forgetQuiet(this.clock.now().getTime());
      this.prune().catch((error: unknown) => {
        this.logger.warn({ err: error }, 'Old entries of the delivery log could not be removed.');
      });
    }, pruneIntervalMs).unref();
  }

  /** What is gathered is written before the end. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.pruner);
    clearTimeout(this.timer);
    await this.writing;
    await this.write();
    clearTimeout(this.timer);
  }

  record(delivery: Delivery): void {
    if (this.gathering.size >= maxWaiting) this.lose();
    else this.gathering.add(delivery);
    this.writeIn(gatherMs);
  }

  /** Resolves once everything recorded so far is written; for whoever reads right behind. */
  async settle(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.writing;
    await this.write();
  }

  /** Removes what is too old, and of each webhook what is beyond the newest. */
  async prune(): Promise<void> {
    const { rows } = this.transactions;
    const now = this.clock.now().getTime();
    await rows.query('delete from deliveries where received_at < $1', [new Date(now - lifetimeMs)]);
    await rows.query('delete from delivery_counts where since < $1', [new Date(now - countsLifetimeMs)]);
    await rows.query(
      `delete from deliveries d using (
         select w.id, (select x.id from deliveries x where x.webhook_id = w.id order by x.id desc offset $1 limit 1) as last
           from (select distinct webhook_id as id from delivery_counts where since > $2) w
       ) beyond where d.webhook_id = beyond.id and d.id <= beyond.last`,
      [maxKeptPerWebhook, new Date(now - countsLifetimeMs)],
    );
  }

  private lose(): void {
    this.lost += 1;
    this.metrics.countLost();
  }

  private writeIn(ms: number): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.writing = this.write().finally(() => {
        this.writing = undefined;
      });
    }, ms).unref();
  }

  private async write(): Promise<void> {
    const gathered = this.gathering.take();
    if (gathered.entries.length === 0) return;
    try {
      const stored = await this.store(gathered);
      this.metrics.countWritten(stored.length);
      for (const [roomId, rows] of groupBy(stored, (row) => row.room_id))
        this.events.publish(new DeliveriesRecorded(roomId, rows.map(presentDelivery)));
      this.reportLost();
    } catch (error) {
      this.logger.warn({ err: error }, 'The delivery log could not be written; it is tried again.');
      this.metrics.countFailure();
      this.gathering.putBack(gathered);
      this.writeIn(retryMs);
    }
  }

  /** Requests to webhooks that are gone, or never were, leave nothing. */
  private async store({ entries, counts }: Gathered): Promise<StoredRow[]> {
    const ids = [...new Set(counts.map(({ webhookId }) => webhookId))];
    const found = await this.transactions.rows.query<{ id: WebhookId; room_id: RoomId }[]>(
      'select id, room_id from webhooks where id = any($1::uuid[]) and deleted_at is null',
      [ids],
    );
    const rooms = new Map(found.map((row) => [row.id, row.room_id]));
    const rows = entries.flatMap((entry) => {
      const room_id = rooms.get(entry.delivery.webhookId);
      return room_id === undefined ? [] : [this.rowOf(entry, room_id)];
    });
    if (rows.length === 0) return [];
    await this.transactions.rows.query(storeStatement, [
      JSON.stringify(rows),
      JSON.stringify(
        counts
          .filter(({ webhookId }) => rooms.has(webhookId))
          .map(({ since, ...count }) => ({ ...count, since: new Date(since) })),
      ),
    ]);
    return rows;
  }

  private rowOf({ delivery, times }: Entry, roomId: RoomId): StoredRow {
    const { body, text, refusal, message, postedBy } = delivery;
    return {
      room_id: roomId,
      id: delivery.id,
      webhook_id: delivery.webhookId,
      received_at: delivery.receivedAt,
      status: delivery.status,
      code: refusal?.code ?? null,
      reason: refusal?.message ?? null,
      size_bytes: body?.length ?? null,
      latency_ms: delivery.latencyMs,
      address: delivery.address,
      posted_by_id: postedBy?.userId ?? null,
      poster_name: postedBy?.displayName ?? null,
      preview: body === undefined ? null : previewOf(text ?? body.toString('utf8')),
      message_id: message?.id ?? null,
      seq: message?.seq ?? null,
      is_repeat: delivery.isRepeat,
      times,
      is_message_there: message !== null,
      body_sealed: refusal === null ? null : this.seal(delivery),
    };
  }

  /** An accepted post is kept as the message it became. */
  private seal({ body, webhookId }: Delivery): string | null {
    if (body === undefined || body.length > maxKeptBodyBytes) return null;
    return `\\x${this.secrets.encrypt(body.toString('base64'), webhookId).toString('hex')}`;
  }

  private reportLost(): void {
    if (this.lost === 0) return;
    this.logger.warn({ lost: this.lost }, 'Requests came faster than the delivery log could be written.');
    this.lost = 0;
  }
}

const storeStatement = `
with counted as (
  insert into delivery_counts (webhook_id, since, accepted, refused)
  select "webhookId", since, sum(accepted), sum(refused)
    from json_to_recordset($2::json) as c("webhookId" uuid, since timestamptz, accepted int, refused int)
   group by 1, 2
  on conflict (webhook_id, since) do update
    set accepted = delivery_counts.accepted + excluded.accepted, refused = delivery_counts.refused + excluded.refused
)
insert into deliveries (webhook_id, id, received_at, status, code, reason, size_bytes, latency_ms, address,
                        posted_by_id, preview, message_id, seq, is_repeat, times, body_sealed)
select webhook_id, id, received_at, status, code, reason, size_bytes, latency_ms, address,
       posted_by_id, preview, message_id, seq, is_repeat, times, body_sealed
  from json_to_recordset($1::json) as d(
    webhook_id uuid, id uuid, received_at timestamptz, status smallint, code text, reason text, size_bytes int,
    latency_ms real, address text, posted_by_id uuid, preview text, message_id uuid, seq int, is_repeat boolean,
    times int, body_sealed bytea)
on conflict (webhook_id, id) do update set times = excluded.times`;
