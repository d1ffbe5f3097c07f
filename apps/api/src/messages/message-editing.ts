import type { MessageId, MessageMentions, MessageView, RoomId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AttachmentLinks } from '../attachments/attachment-links.js';
import type { Identity } from '../identity/identity.js';
import { Clock } from '../platform/clock.js';
import { Transactions } from '../platform/database/transaction.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { PresenceService } from '../presence/presence.service.js';
import { broadcastTooLarge, maxMembersForBroadcast } from './broadcast-rule.js';
import { addAlerts, calledBy, markersBehind, removeAlerts } from './mention-alerts.js';
import { MessageChanges, type HeldMessage } from './message-changes.js';
import { checkedContent } from './message-content.js';
import { asNobody } from './message.presenter.js';
import { MessageUpdated, ReadMarkerMoved } from './messages.events.js';
import { writtenMentions } from './written-mentions.js';

/** Authors edit what they wrote. A post of a webhook stays as it came. */
@Injectable()
export class MessageEditing {
  constructor(
    private readonly transactions: Transactions,
    private readonly changes: MessageChanges,
    private readonly attachments: AttachmentLinks,
    private readonly presence: PresenceService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError as the endpoint lists */
  async edit(
    { user }: Identity,
    roomId: RoomId,
    messageId: MessageId,
    content: string,
  ): Promise<MessageView> {
    return this.transactions.run(async ({ rows, announce }) => {
      const held = await this.changes.holdUndeleted(rows, roomId, messageId, user.id);
      if (held.message.webhookId !== null) throw new DomainError('POST_NOT_EDITABLE');
      if (held.message.userId !== user.id) throw new DomainError('NOT_AUTHOR');
      const files = await this.attachments.ofMessages(rows, [messageId]);
      const text = checkedContent(content, files.has(messageId));
      if (text === held.message.content) return this.changes.view(rows, held, user.id);

      const mentions = await this.mentionsOf(rows, held, text);
      const { calls, ceases } = await differenceOf(rows, held, mentions);
      await rows.query('update messages set content = $3, mentions = $4 where room_id = $1 and seq = $2', [
        roomId,
        held.message.seq,
        text,
        mentions === null ? null : JSON.stringify(mentions),
      ]);
      await this.changes.record(rows, held, { editedAt: this.clock.now() });
      const key = { roomId, seq: held.message.seq, authorId: user.id };
      await addAlerts(rows, key, calls);
      await removeAlerts(rows, key, ceases);

      const message = await this.changes.view(rows, held, user.id);
      announce(new MessageUpdated(asNobody(message), calls));
      for (const { userId, marker } of await markersBehind(rows, key, [...calls, ...ceases]))
        announce(new ReadMarkerMoved(userId, marker));
      return message;
    });
  }

  /**
   * Whom the text means now. Who was present is decided when a message first says `@Present`, not again whenever its
   * author mends a letter. @throws DomainError BROADCAST_TOO_LARGE
   */
  private async mentionsOf(
    rows: EntityManager,
    { room, message }: HeldMessage,
    text: string,
  ): Promise<MessageMentions | null> {
    const { handles, all, present } = writtenMentions(text, 'markdown');
    if ((all || present) && room.memberCount > maxMembersForBroadcast)
      throw broadcastTooLarge(room.memberCount);
    const members = await namedMembers(rows, room.id, handles);
    if (members.length === 0 && !all && !present) return null;
    const whoIsPresent = () => message.mentions?.present ?? [...this.presence.presentIn(room.id)];
    return { members, all, present: present ? whoIsPresent() : null };
  }
}

async function namedMembers(
  rows: EntityManager,
  roomId: RoomId,
  handles: readonly string[],
): Promise<MessageMentions['members']> {
  if (handles.length === 0) return [];
  return rows.query<MessageMentions['members']>(
    `select handle, u.id as "userId"
       from unnest($2::text[]) with ordinality as named (handle, place)
       join users u on u.alias = handle or u.email = handle
       join memberships m on m.room_id = $1 and m.user_id = u.id
      order by place`,
    [roomId, handles],
  );
}

/** Whom the text calls that it did not call before, and the other way round. */
async function differenceOf(
  rows: EntityManager,
  { room, message }: HeldMessage,
  mentions: MessageMentions | null,
) {
  const key = { roomId: room.id, seq: message.seq, authorId: message.userId };
  const before = await calledBy(rows, key, message.mentions);
  const after = await calledBy(rows, key, mentions);
  return {
    calls: [...after].filter((userId) => !before.has(userId)),
    ceases: [...before].filter((userId) => !after.has(userId)),
  };
}
