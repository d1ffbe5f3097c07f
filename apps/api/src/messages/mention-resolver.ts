import {
  limits,
  type MessageFormat,
  type MessageMentions,
  type RoomId,
  type UserId,
} from '@carillon/contracts';
import { mentionsIn, parseMessage } from '@carillon/message-format';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../platform/database/transaction.js';
import { PresenceService } from '../presence/presence.service.js';
import { noMentions } from './message-draft.js';

/** Whom a text calls, before anyone looked at who is in the room. */
export type WrittenMentions = { handles: string[]; all: boolean; present: boolean };

/** Whom a message calls, and who is alerted by it: everyone called except its author. */
export type ResolvedMentions = { mentions: MessageMentions; alerted: UserId[] };

const none: WrittenMentions = { handles: [], all: false, present: false };

/** Reads the mentions out of a text. A text without an `@` has none and costs nothing. */
export function writtenMentions(content: string, format: MessageFormat): WrittenMentions {
  return content.includes('@') ? mentionsIn(parseMessage(content, format)) : none;
}

/** Finds out whom a message means, at the moment of posting: later renames and departures change nothing. */
@Injectable()
export class MentionResolver {
  constructor(
    private readonly transactions: Transactions,
    private readonly presence: PresenceService,
  ) {}

  async resolve(
    roomId: RoomId,
    written: WrittenMentions,
    authorId: UserId | undefined,
  ): Promise<ResolvedMentions> {
    const { handles, all, present } = written;
    if (handles.length === 0 && !all && !present) return { mentions: noMentions(), alerted: [] };
    const members = await this.findMembers(roomId, handles.slice(0, limits.mentions.maxHandlesPerMessage));
    const presentIds = present ? this.presence.presentIn(roomId) : null;
    const everyone = all ? await this.listMembers(roomId) : [];
    const called = new Set([...members.map((member) => member.userId), ...(presentIds ?? []), ...everyone]);
    if (authorId !== undefined) called.delete(authorId);
    return { mentions: { members, all, present: presentIds }, alerted: [...called] };
  }

  /** The members whom these handles name, by alias or by e-mail address. Unknown ones stay text. */
  private async findMembers(roomId: RoomId, handles: string[]): Promise<MessageMentions['members']> {
    if (handles.length === 0) return [];
    const found = await this.transactions.rows.query<{ handle: string; user_id: UserId }[]>(
      `select handle, u.id as user_id
         from unnest($2::text[]) as handle
         join users u on u.alias = handle or u.email = handle
         join memberships m on m.user_id = u.id and m.room_id = $1`,
      [roomId, handles],
    );
    return found.map((row) => ({ handle: row.handle, userId: row.user_id }));
  }

  /** Only asked in rooms small enough for `@All`. */
  private async listMembers(roomId: RoomId): Promise<UserId[]> {
    const found = await this.transactions.rows.query<{ user_id: UserId }[]>(
      'select user_id from memberships where room_id = $1',
      [roomId],
    );
    return found.map((row) => row.user_id);
  }
}
