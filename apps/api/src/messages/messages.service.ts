import type {
  AttachmentId,
  MessageChangePage,
  MessageId,
  MessagePage,
  MessageView,
  ReadMarkerView,
  RoomId,
  UserId,
} from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { AttachmentLinks } from '../attachments/attachment-links.js';
import type { Identity } from '../identity/identity.js';
import { Clock } from '../platform/clock.js';
import { Transactions } from '../platform/database/transaction.js';
import { isUniqueViolation } from '../platform/database/unique-violation.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { Secrets } from '../platform/secrets.js';
import { PresenceService } from '../presence/presence.service.js';
import { RoomAccess } from '../rooms/room-access.js';
import { readWaiting } from '../rooms/waiting.js';
import { presentMarker } from './mention-alerts.js';
import { checkedContent } from './message-content.js';
import type { MessageDraft } from './message-draft.js';
import { MessageHistory } from './message-history.js';
import { MessageWriter } from './message-writer.js';
import { ReadMarkerMoved } from './messages.events.js';
import { writtenMentions } from './written-mentions.js';

/** What a member posts: text, files, or both. */
export type PostedText = {
  content: string;
  attachmentIds: readonly AttachmentId[];
  clientRequestToken: string | null;
};

export type HistoryQuery = { before?: number | undefined; after?: number | undefined; limit: number };

/** What members do with messages: write, read back, and mark as read. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: RoomAccess,
    private readonly history: MessageHistory,
    private readonly writer: MessageWriter,
    private readonly links: AttachmentLinks,
    private readonly presence: PresenceService,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError ROOM_NOT_FOUND */
  async list(
    { user }: Identity,
    roomId: RoomId,
    { before, after, limit }: HistoryQuery,
  ): Promise<MessagePage> {
    const { room } = await this.access.enter(this.transactions.rows, roomId, user.id);
    const page =
      after === undefined
        ? await this.history.older(roomId, before, limit, user.id)
        : await this.history.newer(roomId, after, limit, user.id);
    return { ...page, lastChange: room.lastChange };
  }

  /** @throws DomainError ROOM_NOT_FOUND */
  async listChanges(
    { user }: Identity,
    roomId: RoomId,
    after: number,
    limit: number,
  ): Promise<MessageChangePage> {
    const { room } = await this.access.enter(this.transactions.rows, roomId, user.id);
    return { ...(await this.history.changed(roomId, after, limit, user.id)), lastChange: room.lastChange };
  }

  /**
   * Repeating a request with the same token answers the message that was stored first.
   * @throws DomainError ROOM_NOT_FOUND, MESSAGE_BLANK, MESSAGE_TOO_LONG, BROADCAST_TOO_LARGE, ATTACHMENT_NOT_FOUND, ATTACHMENT_SENT
   */
  async post({ user }: Identity, roomId: RoomId, posted: PostedText): Promise<MessageView> {
    await this.access.enter(this.transactions.rows, roomId, user.id);
    const { attachmentIds, clientRequestToken } = posted;
    const hasFiles = attachmentIds.length > 0;
    const text = checkedContent(posted.content, hasFiles);
    const written = writtenMentions(text, 'markdown');
    const draft: MessageDraft = {
      id: this.secrets.newId() as MessageId,
      roomId,
      author: {
        kind: 'member',
        view: { kind: 'member', userId: user.id, displayName: user.displayName, alias: user.alias },
      },
      content: text,
      format: 'markdown',
      written,
      present: written.present ? this.presence.presentIn(roomId) : null,
      clientRequestToken,
      createdAt: this.clock.now(),
      arrivedAtMs: performance.now(),
    };
    return hasFiles ? this.storeWithFiles(draft, user.id, attachmentIds) : this.store(draft, user.id);
  }

  private async store(draft: MessageDraft, reader: UserId): Promise<MessageView> {
    const result = await this.writer.write(draft);
    if (result.kind === 'stored') return result.message;
    if (result.kind === 'duplicate') return this.read(draft.roomId, result.seq, reader);
    throw new DomainError('ROOM_NOT_FOUND');
  }

  private read(roomId: RoomId, seq: number, reader: UserId): Promise<MessageView> {
    return this.history.one(this.transactions.rows, roomId, seq, reader);
  }

  /** The files are bound to the message first: see `AttachmentLinks` for why that is safe. */
  private async storeWithFiles(
    draft: MessageDraft,
    userId: UserId,
    attachmentIds: readonly AttachmentId[],
  ): Promise<MessageView> {
    const { id, roomId, clientRequestToken } = draft;
    const reserved = await this.links.reserve({ id, roomId, userId, clientRequestToken, attachmentIds });
    if (reserved.kind === 'repeated') return this.read(roomId, reserved.seq, userId);
    const { messageId, attachments } = reserved;
    try {
      const message = await this.store({ ...draft, id: messageId, attachments }, userId);
      await this.links.noteSent(messageId);
      return message;
    } catch (error) {
      // An earlier attempt with the same files was stored after all.
      if (isUniqueViolation(error, 'messages_id')) throw new DomainError('ATTACHMENT_SENT', { cause: error });
      throw error;
    }
  }

  /**
   * A marker moves back only if it may, and never past the newest message.
   * @throws DomainError ROOM_NOT_FOUND
   */
  async moveReadMarker(
    { user }: Identity,
    roomId: RoomId,
    lastReadSeq: number,
    mayGoBack: boolean,
  ): Promise<ReadMarkerView> {
    return this.transactions.run(async ({ rows, announce }) => {
      const { room, membership } = await this.access.enter(rows, roomId, user.id);
      const wanted = Math.min(lastReadSeq, room.lastSeq);
      const [moved] = await rows.query<[{ last_read_seq: number; read_round: number }[]]>(
        `update memberships
            set last_read_seq = $3, read_round = read_round + case when last_read_seq > $3 then 1 else 0 end
          where room_id = $1 and user_id = $2 and (last_read_seq < $3 or ($4 and last_read_seq > $3))
         returning last_read_seq, read_round`,
        [roomId, user.id, wanted, mayGoBack],
      );
      const waiting = await readWaiting(rows, user.id, [roomId]);
      const marker = presentMarker(roomId, {
        last_read_seq: moved[0]?.last_read_seq ?? membership.lastReadSeq,
        read_round: moved[0]?.read_round ?? membership.readRound,
        last_seq: room.lastSeq,
        unread_mentions: waiting.get(roomId)?.unreadMentionCount ?? 0,
      });
      if (moved.length > 0) announce(new ReadMarkerMoved(user.id, marker));
      return marker;
    });
  }
}
