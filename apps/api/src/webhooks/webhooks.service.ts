import { limits, type CreateWebhookRequest, type RoomId, type RosterWebhookList } from '@carillon/contracts';
import type { WebhookChange, WebhookId, WebhookList, WebhookView } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import type { Identity } from '../identity/identity.js';
import { Clock } from '../platform/clock.js';
import { Transactions } from '../platform/database/transaction.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { Secrets } from '../platform/secrets.js';
import { RoomAccess } from '../rooms/room-access.js';
import { newWebhookToken } from './webhook-token.js';
import { WebhookEntity } from './webhook.entity.js';
import { presentRosterWebhook, WebhookPresenter } from './webhook.presenter.js';
import { WebhookAdded, WebhookChanged, WebhookRemoved } from './webhooks.events.js';

/** What administrators do with the webhooks of their room. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: RoomAccess,
    private readonly presenter: WebhookPresenter,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError ROOM_NOT_FOUND, NOT_ADMINISTRATOR */
  async list({ user }: Identity, roomId: RoomId): Promise<WebhookList> {
    const { rows } = this.transactions;
    await this.access.enterAsAdministrator(rows, roomId, user.id);
    const webhooks = await findWebhooks(rows, roomId);
    return { items: webhooks.map((webhook) => this.presenter.present(webhook)), nextCursor: null };
  }

  /** @throws DomainError ROOM_NOT_FOUND */
  async listForRoster({ user }: Identity, roomId: RoomId): Promise<RosterWebhookList> {
    const { rows } = this.transactions;
    await this.access.enter(rows, roomId, user.id);
    return { items: (await findWebhooks(rows, roomId)).map(presentRosterWebhook), nextCursor: null };
  }

  /**
   * At most ten per room: counted while the room is held, so that simultaneous requests cannot make an eleventh.
   * @throws DomainError ROOM_NOT_FOUND, NOT_ADMINISTRATOR, WEBHOOK_LIMIT_REACHED
   */
  async create(
    { user }: Identity,
    roomId: RoomId,
    { name, format }: CreateWebhookRequest,
  ): Promise<WebhookView> {
    return this.transactions.run(async ({ rows, announce }) => {
      await this.access.holdAsAdministrator(rows, roomId, user.id);
      const max = limits.rooms.maxWebhooks;
      if ((await rows.countBy(WebhookEntity, { roomId, deletedAt: IsNull() })) >= max)
        throw new DomainError('WEBHOOK_LIMIT_REACHED', { values: { max } });
      const id = this.secrets.newId() as WebhookId;
      const webhook = rows.create(WebhookEntity, {
        id,
        roomId,
        name,
        format: format ?? 'markdown',
        ...this.newToken(id),
        createdById: user.id,
        createdBy: user,
        createdAt: this.clock.now(),
        deletedAt: null,
      });
      await rows.insert(WebhookEntity, webhook);
      announce(new WebhookAdded(roomId, presentRosterWebhook(webhook)));
      return this.presenter.present(webhook);
    });
  }

  /** @throws DomainError ROOM_NOT_FOUND, NOT_ADMINISTRATOR, WEBHOOK_NOT_FOUND */
  change(me: Identity, roomId: RoomId, id: WebhookId, change: WebhookChange): Promise<WebhookView> {
    return this.update(me, roomId, id, (webhook) => ({
      name: change.name ?? webhook.name,
      format: change.format ?? webhook.format,
    }));
  }

  /**
   * The old URL answers 404 from the next request on: a trigger keeps its hash, and the statement that stores a
   * post compares the hash again.
   * @throws DomainError ROOM_NOT_FOUND, NOT_ADMINISTRATOR, WEBHOOK_NOT_FOUND
   */
  regenerate(me: Identity, roomId: RoomId, id: WebhookId): Promise<WebhookView> {
    return this.update(me, roomId, id, () => this.newToken(id));
  }

  /** The row stays, so that posts keep their author. @throws DomainError as `change` */
  async delete({ user }: Identity, roomId: RoomId, id: WebhookId): Promise<void> {
    await this.transactions.run(async ({ rows, announce }) => {
      await this.access.holdAsAdministrator(rows, roomId, user.id);
      await findWebhook(rows, roomId, id);
      await rows.update(WebhookEntity, { id }, { deletedAt: this.clock.now() });
      announce(new WebhookRemoved(roomId, id));
    });
  }

  private async update(
    { user }: Identity,
    roomId: RoomId,
    id: WebhookId,
    changesOf: (
      webhook: WebhookEntity,
    ) => Partial<Pick<WebhookEntity, 'name' | 'format' | 'tokenHash' | 'tokenSealed'>>,
  ): Promise<WebhookView> {
    return this.transactions.run(async ({ rows, announce }) => {
      await this.access.holdAsAdministrator(rows, roomId, user.id);
      const webhook = await findWebhook(rows, roomId, id);
      const changes = changesOf(webhook);
      await rows.update(WebhookEntity, { id }, changes);
      Object.assign(webhook, changes);
      announce(new WebhookChanged(roomId, presentRosterWebhook(webhook)));
      return this.presenter.present(webhook);
    });
  }

  private newToken(id: WebhookId): Pick<WebhookEntity, 'tokenHash' | 'tokenSealed'> {
    const token = newWebhookToken();
    return { tokenHash: this.secrets.hash(token), tokenSealed: this.secrets.encrypt(token, id) };
  }
}

/** At most ten, so never a page. */
function findWebhooks(rows: EntityManager, roomId: RoomId): Promise<WebhookEntity[]> {
  return rows.find(WebhookEntity, {
    where: { roomId, deletedAt: IsNull() },
    relations: { createdBy: true },
    order: { id: 'ASC' },
  });
}

/** One webhook of a room. @throws DomainError WEBHOOK_NOT_FOUND */
export async function findWebhook(
  rows: EntityManager,
  roomId: RoomId,
  id: WebhookId,
): Promise<WebhookEntity> {
  const webhook = await rows.findOne(WebhookEntity, {
    where: { id, roomId, deletedAt: IsNull() },
    relations: { createdBy: true },
  });
  if (webhook === null) throw new DomainError('WEBHOOK_NOT_FOUND');
  return webhook;
}
