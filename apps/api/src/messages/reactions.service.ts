import { limits, type MessageId, type MessageView, type RoomId, type UserId } from '@carillon/contracts';
import { canonicalEmoji } from '@carillon/message-format';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Identity } from '../identity/identity.js';
import { Clock } from '../platform/clock.js';
import { Transactions } from '../platform/database/transaction.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { MessageChanges, type HeldMessage } from './message-changes.js';
import { asNobody } from './message.presenter.js';
import { MessageReacted } from './messages.events.js';

/** Members put emoji under messages, and take theirs away. What is so already stays, and nobody is told. */
@Injectable()
export class ReactionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly changes: MessageChanges,
    private readonly clock: Clock,
  ) {}

  /**
   * @param text an emoji or its name
   * @throws DomainError ROOM_NOT_FOUND, MESSAGE_NOT_FOUND, MESSAGE_DELETED, REACTION_NOT_EMOJI, REACTION_LIMIT_REACHED
   */
  async add({ user }: Identity, roomId: RoomId, messageId: MessageId, text: string): Promise<MessageView> {
    return this.change(user.id, roomId, messageId, text, true);
  }

  /** @throws DomainError ROOM_NOT_FOUND, MESSAGE_NOT_FOUND, MESSAGE_DELETED, REACTION_NOT_EMOJI */
  async remove({ user }: Identity, roomId: RoomId, messageId: MessageId, text: string): Promise<MessageView> {
    return this.change(user.id, roomId, messageId, text, false);
  }

  private async change(
    userId: UserId,
    roomId: RoomId,
    messageId: MessageId,
    text: string,
    isAdded: boolean,
  ): Promise<MessageView> {
    return this.transactions.run(async ({ rows, announce }) => {
      const held = await this.changes.holdUndeleted(rows, roomId, messageId, userId);
      const emoji = canonicalEmoji(text);
      if (emoji === null) throw new DomainError('REACTION_NOT_EMOJI');

      const hasChanged = isAdded
        ? await put(rows, held, emoji, this.clock.now())
        : await take(rows, held, emoji);
      if (!hasChanged) return this.changes.view(rows, held, userId);
      await this.changes.record(rows, held, null);

      const message = await this.changes.view(rows, held, userId);
      const { changes } = asNobody(message);
      if (changes)
        announce(
          new MessageReacted({ id: messageId, roomId, seq: message.seq, changes, emoji, userId, isAdded }),
        );
      return message;
    });
  }
}

/** Those who reacted first, after the change of one. */
const firstPeople = `array (
  select user_id from reactions where room_id = $1 and seq = $2 and emoji = $3
   order by created_at, user_id limit ${String(limits.reactions.maxNamedPeople)}
)`;

/** False where it is there already. @throws DomainError REACTION_LIMIT_REACHED */
async function put(
  rows: EntityManager,
  { room, membership, message }: HeldMessage,
  emoji: string,
  now: Date,
): Promise<boolean> {
  const key = [room.id, message.seq, emoji];
  const added = await rows.query<unknown[]>(
    `insert into reactions (room_id, seq, emoji, user_id, created_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning 1`,
    [...key, membership.userId, now],
  );
  if (added.length === 0) return false;
  await rows.query(
    `insert into reaction_counts as r (room_id, seq, emoji, count, first_user_ids, created_at)
     values ($1, $2, $3, 1, ${firstPeople}, $4)
     on conflict (room_id, seq, emoji) do update
       set count = r.count + 1, first_user_ids = excluded.first_user_ids`,
    [...key, now],
  );
  await refuseTooMany(rows, room.id, message.seq);
  return true;
}

async function refuseTooMany(rows: EntityManager, roomId: RoomId, seq: number): Promise<void> {
  const max = limits.reactions.maxPerMessage;
  const [found] = await rows.query<{ count: number }[]>(
    'select count(*)::int as count from reaction_counts where room_id = $1 and seq = $2',
    [roomId, seq],
  );
  if ((found?.count ?? 0) > max) throw new DomainError('REACTION_LIMIT_REACHED', { values: { max } });
}

/** False where it is not there. */
async function take(
  rows: EntityManager,
  { room, membership, message }: HeldMessage,
  emoji: string,
): Promise<boolean> {
  const key = [room.id, message.seq, emoji];
  const [, taken] = await rows.query<[unknown, number]>(
    'delete from reactions where room_id = $1 and seq = $2 and emoji = $3 and user_id = $4',
    [...key, membership.userId],
  );
  if (taken === 0) return false;
  await rows.query(
    `update reaction_counts set count = count - 1, first_user_ids = ${firstPeople}
      where room_id = $1 and seq = $2 and emoji = $3`,
    key,
  );
  await rows.query(
    'delete from reaction_counts where room_id = $1 and seq = $2 and emoji = $3 and count = 0',
    key,
  );
  return true;
}
