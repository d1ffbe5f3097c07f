import {
  limits,
  type DeliveryId,
  type DeliveryPage,
  type RoomId,
  type WebhookActivityList,
  type WebhookId,
} from '@carillon/contracts';
import type { DeliveryOutcome } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import type { Identity } from '../identity/identity.js';
import { Clock } from '../platform/clock.js';
import { pageFrom } from '../platform/database/page.js';
import { Transactions } from '../platform/database/transaction.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { Secrets } from '../platform/secrets.js';
import { RoomAccess } from '../rooms/room-access.js';
import { findWebhook } from '../webhooks/webhooks.service.js';
import { DeliveryLog } from './delivery-log.js';
import { presentDelivery, type DeliveryRow } from './delivery.presenter.js';
import { countedTogetherMs } from './gathering.js';

export type DeliveryPageRequest = {
  cursor?: string | undefined;
  limit: number;
  outcome?: DeliveryOutcome | undefined;
};

const dayMs = 24 * 60 * 60_000;
/** No id is larger. */
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** What administrators see of the requests to their webhooks. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: RoomAccess,
    private readonly log: DeliveryLog,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError ROOM_NOT_FOUND, NOT_ADMINISTRATOR, WEBHOOK_NOT_FOUND */
  async list(
    { user }: Identity,
    roomId: RoomId,
    webhookId: WebhookId,
    { cursor = lastId, limit, outcome }: DeliveryPageRequest,
  ): Promise<DeliveryPage> {
    const { rows } = this.transactions;
    await this.access.enterAsAdministrator(rows, roomId, user.id);
    await findWebhook(rows, roomId, webhookId);
    await this.log.settle();
    const found = await rows.query<DeliveryRow[]>(
      `select d.*, u.display_name as poster_name, m.id is not null as is_message_there
         from (
           select * from deliveries
            where webhook_id = $1 and id < $2 and received_at > $3 and ($4::boolean is null or (code is null) = $4)
            order by id desc limit $5
         ) d
         left join users u on u.id = d.posted_by_id
         left join messages m on m.id = d.message_id
        order by d.id desc`,
      [webhookId, cursor, this.oldest(), outcome === undefined ? null : outcome === 'accepted', limit + 1],
    );
    return pageFrom(found.map(presentDelivery), limit, (last) => last.id);
  }

  /** @throws DomainError ROOM_NOT_FOUND, NOT_ADMINISTRATOR */
  async listActivity({ user }: Identity, roomId: RoomId): Promise<WebhookActivityList> {
    const { rows } = this.transactions;
    await this.access.enterAsAdministrator(rows, roomId, user.id);
    await this.log.settle();
    const since = new Date(this.clock.now().getTime() - dayMs - countedTogetherMs);
    const found = await rows.query<
      { id: WebhookId; last_post_at: Date | null; accepted: number; refused: number }[]
    >(
      `select w.id, w.last_post_at, coalesce(sum(c.accepted), 0)::int as accepted,
              coalesce(sum(c.refused), 0)::int as refused
         from webhooks w left join delivery_counts c on c.webhook_id = w.id and c.since > $2
        where w.room_id = $1 and w.deleted_at is null
        group by w.id order by w.id`,
      [roomId, since],
    );
    const items = found.map((row) => ({
      webhookId: row.id,
      lastPostAt: row.last_post_at?.toISOString() ?? null,
      acceptedLast24Hours: row.accepted,
      refusedLast24Hours: row.refused,
    }));
    return { items, nextCursor: null };
  }

  /**
   * What was posted, to be posted again. The caller came through the door.
   * @throws DomainError DELIVERY_NOT_FOUND, DELIVERY_NOT_KEPT
   */
  async readBody(webhookId: WebhookId, id: DeliveryId): Promise<Buffer> {
    await this.log.settle();
    const [row] = await this.transactions.rows.query<
      { body_sealed: Buffer | null; content: string | null }[]
    >(
      `select d.body_sealed, m.content from deliveries d left join messages m on m.id = d.message_id
        where d.webhook_id = $1 and d.id = $2 and d.received_at > $3`,
      [webhookId, id, this.oldest()],
    );
    if (row === undefined) throw new DomainError('DELIVERY_NOT_FOUND');
    if (row.content !== null) return Buffer.from(JSON.stringify({ Content: row.content }));
    if (row.body_sealed === null) throw new DomainError('DELIVERY_NOT_KEPT');
    return Buffer.from(this.secrets.decrypt(row.body_sealed, webhookId), 'base64');
  }

  private oldest(): Date {
    return new Date(this.clock.now().getTime() - limits.deliveries.lifetimeMs);
  }
}
