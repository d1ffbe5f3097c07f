import type { MessageId, MessageView, RoomId, UserId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DomainError } from '../platform/errors/domain-error.js';
import { RoomAccess, type EnteredRoom } from '../rooms/room-access.js';
import { MessageHistory } from './message-history.js';
import type { MessageEntity } from './message.entity.js';

/** What is about to be changed, with the room held until the change is committed. */
export type HeldMessage = EnteredRoom & {
  message: Pick<MessageEntity, 'id' | 'seq' | 'userId' | 'webhookId' | 'content' | 'mentions'>;
  isDeleted: boolean;
  isPinned: boolean;
};

type Row = {
  id: MessageId;
  seq: number;
  user_id: MessageEntity['userId'];
  webhook_id: MessageEntity['webhookId'];
  content: string;
  mentions: MessageEntity['mentions'];
  is_deleted: boolean;
  is_pinned: boolean;
};

/** What to note beside the number of a change. */
type Note =
  { editedAt: Date } | { deletedAt: Date } | { pinnedAt: Date; pinnedById: UserId } | 'unpinned' | null;

/**
 * The way to every change of a stored message. The changes of a room are numbered under the lock of its row, so they
 * become visible in the order of their numbers: who has read up to one asks for those behind it and misses none.
 */
@Injectable()
export class MessageChanges {
  constructor(
    private readonly access: RoomAccess,
    private readonly history: MessageHistory,
  ) {}

  /** @throws DomainError ROOM_NOT_FOUND, MESSAGE_NOT_FOUND */
  async hold(
    rows: EntityManager,
    roomId: RoomId,
    messageId: MessageId,
    userId: UserId,
  ): Promise<HeldMessage> {
    const entered = await this.access.hold(rows, roomId, userId);
    const [row] = await rows.query<Row[]>(
      `select m.id, m.seq, m.user_id, m.webhook_id, m.content, m.mentions,
              c.deleted_at is not null as is_deleted, c.pinned_at is not null as is_pinned
         from messages m left join message_changes c on c.room_id = m.room_id and c.seq = m.seq
        where m.id = $1 and m.room_id = $2`,
      [messageId, roomId],
    );
    if (row === undefined) throw new DomainError('MESSAGE_NOT_FOUND');
    const { id, seq, user_id, webhook_id, content, mentions, is_deleted, is_pinned } = row;
    const message = { id, seq, userId: user_id, webhookId: webhook_id, content, mentions };
    return { ...entered, message, isDeleted: is_deleted, isPinned: is_pinned };
  }

  /** As `hold`, for what only a message that is still there can take. @throws DomainError also MESSAGE_DELETED */
  async holdUndeleted(
    rows: EntityManager,
    roomId: RoomId,
    messageId: MessageId,
    userId: UserId,
  ): Promise<HeldMessage> {
    const held = await this.hold(rows, roomId, messageId, userId);
    if (held.isDeleted) throw new DomainError('MESSAGE_DELETED');
    return held;
  }

  /** Numbers a change of a message that is held. */
  async record(rows: EntityManager, { room, message }: HeldMessage, note: Note): Promise<void> {
    const { editedAt, deletedAt, pinnedAt, pinnedById } = columnsOf(note);
    await rows.query(
      `with counted as (
         update rooms set last_change = last_change + 1 where id = $1 returning last_change
       )
       insert into message_changes as c (room_id, seq, number, edited_at, deleted_at, pinned_at, pinned_by_id)
       select $1, $2, last_change, $3::timestamptz, $4::timestamptz, $5::timestamptz, $6::uuid from counted
       on conflict (room_id, seq) do update set
         number = excluded.number,
         edited_at = coalesce(excluded.edited_at, c.edited_at),
         deleted_at = coalesce(excluded.deleted_at, c.deleted_at),
         pinned_at = case when $7::boolean then excluded.pinned_at else c.pinned_at end,
         pinned_by_id = case when $7::boolean then excluded.pinned_by_id else c.pinned_by_id end`,
      [room.id, message.seq, editedAt, deletedAt, pinnedAt, pinnedById, isAboutPin(note)],
    );
  }

  /** The message as this reader sees it now. */
  view(rows: EntityManager, { room, message }: HeldMessage, reader: UserId): Promise<MessageView> {
    return this.history.one(rows, room.id, message.seq, reader);
  }
}

function columnsOf(note: Note) {
  const nothing = { editedAt: null, deletedAt: null, pinnedAt: null, pinnedById: null };
  return note === null || note === 'unpinned' ? nothing : { ...nothing, ...note };
}

/** A pin ends by being taken away, and with the message. */
function isAboutPin(note: Note): boolean {
  return note === 'unpinned' || (note !== null && ('pinnedAt' in note || 'deletedAt' in note));
}
