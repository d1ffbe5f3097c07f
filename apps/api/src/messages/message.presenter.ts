import type {
  MessageAuthor,
  MessageChanges,
  MessageFormat,
  MessageId,
  MessageMentions,
  MessageReaction,
  MessageView,
  RoomId,
  UserId,
  WebhookId,
} from '@carillon/contracts';
import { noAttachments, noMentions, type MessageDraft, type WriteOutcome } from './message-draft.js';

/** A row of history, joined with what its author is called now. */
export type MessageRow = {
  id: MessageId;
  room_id: RoomId;
  seq: number;
  content: string;
  format: MessageFormat;
  mentions: MessageMentions | null;
  client_request_token: string | null;
  created_at: Date;
  user_id: UserId | null;
  display_name: string | null;
  alias: string | null;
  webhook_id: WebhookId | null;
  webhook_name: string | null;
  change_number: number | null;
  edited_at: Date | null;
  deleted_at: Date | null;
  pinned_at: Date | null;
};

/** A draft as everyone sees it once it is stored. */
export function presentDraft(
  draft: MessageDraft,
  { seq, members }: Extract<WriteOutcome, { kind: 'stored' }>,
): MessageView {
  return {
    id: draft.id,
    roomId: draft.roomId,
    seq,
    author: draft.author.view,
    content: draft.content,
    format: draft.format,
    mentions: mentionsOf(draft, members),
    attachments: draft.attachments === undefined ? noAttachments() : [...draft.attachments],
    createdAt: draft.createdAt.toISOString(),
    clientRequestToken: draft.clientRequestToken,
  };
}

function mentionsOf(
  { written, present }: MessageDraft,
  members: MessageMentions['members'],
): MessageMentions {
  if (members.length === 0 && !written.all && present === null) return noMentions();
  return { members, all: written.all, present: present === null ? null : [...present] };
}

export function presentMessage(
  row: MessageRow,
  reactions: MessageReaction[],
  attachments = noAttachments(),
): MessageView {
  return {
    id: row.id,
    roomId: row.room_id,
    seq: row.seq,
    author: authorOf(row),
    content: row.content,
    format: row.format,
    mentions: row.mentions ?? noMentions(),
    attachments,
    createdAt: row.created_at.toISOString(),
    clientRequestToken: row.client_request_token,
    ...(row.change_number !== null && { changes: changesOf(row, row.change_number, reactions) }),
  };
}

function changesOf(row: MessageRow, number: number, reactions: MessageReaction[]): MessageChanges {
  return {
    number,
    editedAt: row.edited_at?.toISOString() ?? null,
    deletedAt: row.deleted_at?.toISOString() ?? null,
    isPinned: row.pinned_at !== null,
    reactions,
  };
}

/** A message as everybody is told of it: whose the reactions are differs from reader to reader. */
export function asNobody(message: MessageView): MessageView {
  const { changes } = message;
  if (changes === undefined || changes.reactions.length === 0) return message;
  const reactions = changes.reactions.map((reaction) => ({ ...reaction, isMine: false }));
  return { ...message, changes: { ...changes, reactions } };
}

/** The check constraint of the table says that a message has exactly one author, a member or a webhook. */
function authorOf(row: MessageRow): MessageAuthor {
  if (row.user_id !== null)
    return {
      kind: 'member',
      userId: row.user_id,
      displayName: row.display_name ?? '',
      alias: row.alias ?? '',
    };
  if (row.webhook_id !== null)
    return { kind: 'webhook', webhookId: row.webhook_id, name: row.webhook_name ?? '' };
  throw new Error(`Message ${row.id} has no author.`);
}
