import type { MessageId, MessageView, RoomId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AttachmentLinks } from '../attachments/attachment-links.js';
import type { Identity } from '../identity/identity.js';
import { Clock } from '../platform/clock.js';
import { Transactions } from '../platform/database/transaction.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { calledBy, markersBehind, removeAlerts } from './mention-alerts.js';
import { MessageChanges, type HeldMessage } from './message-changes.js';
import { MessageDeleted, ReadMarkerMoved } from './messages.events.js';

/**
 * Takes away what a message says, for good. Its row stays, so that `seq` has no gap and a repeated request is still
 * known to have been stored.
 */
@Injectable()
export class MessageDeletion {
  constructor(
    private readonly transactions: Transactions,
    private readonly changes: MessageChanges,
    private readonly attachments: AttachmentLinks,
    private readonly clock: Clock,
  ) {}

  /** Deleting again changes nothing. @throws DomainError ROOM_NOT_FOUND, MESSAGE_NOT_FOUND, DELETING_RESTRICTED */
  async delete({ user }: Identity, roomId: RoomId, messageId: MessageId): Promise<MessageView> {
    return this.transactions.run(async ({ rows, announce }) => {
      const held = await this.changes.hold(rows, roomId, messageId, user.id);
      const mayDelete = held.message.userId === user.id || held.membership.role === 'administrator';
      if (!mayDelete) throw new DomainError('DELETING_RESTRICTED');
      if (held.isDeleted) return this.changes.view(rows, held, user.id);

      const key = { roomId, seq: held.message.seq, authorId: held.message.userId };
      const called = [...(await calledBy(rows, key, held.message.mentions))];
      await forget(rows, held);
      await this.attachments.removeOf(rows, [messageId]);
      await removeAlerts(rows, key, called);
      await this.changes.record(rows, held, { deletedAt: this.clock.now() });

      const message = await this.changes.view(rows, held, user.id);
      announce(new MessageDeleted(message));
      for (const { userId, marker } of await markersBehind(rows, key, called))
        announce(new ReadMarkerMoved(userId, marker));
      return message;
    });
  }
}

/** Everywhere the text, or what was made of it, is kept. */
async function forget(rows: EntityManager, { room, message }: HeldMessage): Promise<void> {
  const key = [room.id, message.seq];
  await rows.query(`update messages set content = '', mentions = null where room_id = $1 and seq = $2`, key);
  await rows.query('delete from reactions where room_id = $1 and seq = $2', key);
  await rows.query('delete from reaction_counts where room_id = $1 and seq = $2', key);
  // The delivery log shows how a webhook's posts began.
  if (message.webhookId !== null)
    await rows.query('update deliveries set preview = null where webhook_id = $1 and message_id = $2', [
      message.webhookId,
      message.id,
    ]);
}
