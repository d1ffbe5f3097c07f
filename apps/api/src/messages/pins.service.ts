import {
  limits,
  type MessageId,
  type MessageView,
  type PinList,
  type RoomId,
  type UserId,
} from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Identity } from '../identity/identity.js';
import { Clock } from '../platform/clock.js';
import { Transactions } from '../platform/database/transaction.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { RoomAccess } from '../rooms/room-access.js';
import { MessageChanges, type HeldMessage } from './message-changes.js';
import { MessageHistory } from './message-history.js';
import { asNobody } from './message.presenter.js';
import { MessageUpdated } from './messages.events.js';

type PinRow = { seq: number; pinned_at: Date; pinned_by_id: UserId; display_name: string | null };

/** Members pin what everyone in the room should find again. */
@Injectable()
export class PinsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: RoomAccess,
    private readonly changes: MessageChanges,
    private readonly history: MessageHistory,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError ROOM_NOT_FOUND */
  async list({ user }: Identity, roomId: RoomId): Promise<PinList> {
    const { rows } = this.transactions;
    await this.access.enter(rows, roomId, user.id);
    const messages = await this.history.pinned(roomId, limits.rooms.maxPins, user.id);
    const pins = await readPins(rows, roomId, messages);
    return { items: messages.flatMap((message) => presentPin(message, pins.get(message.seq))) };
  }

  /** @throws DomainError ROOM_NOT_FOUND, MESSAGE_NOT_FOUND, MESSAGE_DELETED, PIN_LIMIT_REACHED */
  async pin({ user }: Identity, roomId: RoomId, messageId: MessageId): Promise<MessageView> {
    return this.transactions.run(async ({ rows, announce }) => {
      const held = await this.changes.holdUndeleted(rows, roomId, messageId, user.id);
      if (held.isPinned) return this.changes.view(rows, held, user.id);
      await refuseTooMany(rows, held);
      await this.changes.record(rows, held, { pinnedAt: this.clock.now(), pinnedById: user.id });
      const message = await this.changes.view(rows, held, user.id);
      announce(new MessageUpdated(asNobody(message)));
      return message;
    });
  }

  /** @throws DomainError ROOM_NOT_FOUND, MESSAGE_NOT_FOUND, MESSAGE_DELETED */
  async unpin({ user }: Identity, roomId: RoomId, messageId: MessageId): Promise<MessageView> {
    return this.transactions.run(async ({ rows, announce }) => {
      const held = await this.changes.holdUndeleted(rows, roomId, messageId, user.id);
      if (!held.isPinned) return this.changes.view(rows, held, user.id);
      await this.changes.record(rows, held, 'unpinned');
      const message = await this.changes.view(rows, held, user.id);
      announce(new MessageUpdated(asNobody(message)));
      return message;
    });
  }
}

async function refuseTooMany(rows: EntityManager, { room }: HeldMessage): Promise<void> {
  const max = limits.rooms.maxPins;
  const [found] = await rows.query<{ count: number }[]>(
    'select count(*)::int as count from message_changes where room_id = $1 and pinned_at is not null',
    [room.id],
  );
  if ((found?.count ?? 0) >= max) throw new DomainError('PIN_LIMIT_REACHED', { values: { max } });
}

async function readPins(
  rows: EntityManager,
  roomId: RoomId,
  messages: readonly MessageView[],
): Promise<Map<number, PinRow>> {
  const found = await rows.query<PinRow[]>(
    `select c.seq, c.pinned_at, c.pinned_by_id, u.display_name
       from message_changes c left join users u on u.id = c.pinned_by_id
      where c.room_id = $1 and c.seq = any ($2::int[]) and c.pinned_at is not null`,
    [roomId, messages.map(({ seq }) => seq)],
  );
  return new Map(found.map((row) => [row.seq, row]));
}

/** Nothing for a message that was unpinned since the list was read. */
function presentPin(message: MessageView, pin: PinRow | undefined): PinList['items'] {
  if (pin === undefined) return [];
  return [
    {
      message,
      pinnedAt: pin.pinned_at.toISOString(),
      pinnedBy: { userId: pin.pinned_by_id, displayName: pin.display_name ?? '' },
    },
  ];
}
