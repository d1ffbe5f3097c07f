import type {
  AttachmentView,
  MessageAuthor,
  MessageFormat,
  MessageId,
  MessageMentions,
  RoomId,
  UserId,
} from '@carillon/contracts';
import type { WrittenMentions } from './written-mentions.js';

/** How often a webhook may post: every `intervalMs`, and `toleranceMs` too early. An interval of 0 is no limit. */
export type PostSchedule = { intervalMs: number; toleranceMs: number };

/** Who writes, and what must still hold when the message is stored. */
export type DraftAuthor =
  | { kind: 'member'; view: Extract<MessageAuthor, { kind: 'member' }> }
  | {
      kind: 'webhook';
      view: Extract<MessageAuthor, { kind: 'webhook' }>;
      tokenHash: Buffer;
      schedule: PostSchedule;
      /** A later post of this webhook with the same key is this one again. */
      idempotencyKey: string | null;
    };

/** A message whose text has passed every rule and waits to be stored. */
export type MessageDraft = {
  readonly id: MessageId;
  readonly roomId: RoomId;
  readonly author: DraftAuthor;
  readonly content: string;
  readonly format: MessageFormat;
  readonly written: WrittenMentions;
  /** Who is present, where the text says `@Present`. */
  readonly present: readonly UserId[] | null;
  /** Files that are bound to its id already. Without any this is left out. */
  readonly attachments?: readonly AttachmentView[];
  readonly clientRequestToken: string | null;
  readonly createdAt: Date;
  /** When it came in, by the monotonic clock. Unit: milliseconds. A webhook's schedule goes by it. */
  readonly arrivedAtMs: number;
};

/**
 * What became of a draft.
 *
 * - `stored`: with this seq; `members` are those its handles name.
 * - `duplicate`: the same request was stored before, as this message.
 * - `refused`: the author was no longer allowed to write when the statement ran.
 * - `limited`: the webhook's next post is not due yet.
 * - `broadcast`: it calls everyone in a room of so many members, which are too many.
 *
 * `dueInMs` is when the webhook's next post is due, counted from when the statement was sent; null without a limit.
 */
export type WriteOutcome =
  | { kind: 'stored'; seq: number; members: MessageMentions['members']; dueInMs: number | null }
  | { kind: 'duplicate'; id: MessageId; seq: number }
  | { kind: 'refused' }
  | { kind: 'limited'; dueInMs: number }
  | { kind: 'broadcast'; memberCount: number };

const nobody: MessageMentions = { members: [], all: false, present: null };

/** The mentions of a message that names nobody; one object for all of them. */
export function noMentions(): MessageMentions {
  return nobody;
}

const noFiles: readonly AttachmentView[] = [];

/** The files of a message without any; one list for all of them. */
export function noAttachments(): AttachmentView[] {
  // Nobody changes the files of a message that is shown.
  return noFiles as AttachmentView[];
}

/**
 * What two drafts share that must not be in one statement, since the second is to find the first one stored: the
 * same request, or two posts of a webhook that has a schedule. Null for a draft that goes with any other.
 */
export function exclusiveKeyOf({ author, clientRequestToken }: MessageDraft): string | null {
  if (author.kind === 'member')
    return clientRequestToken === null ? null : `${author.view.userId} ${clientRequestToken}`;
  if (author.schedule.intervalMs > 0) return author.view.webhookId;
  return author.idempotencyKey === null ? null : `${author.view.webhookId} ${author.idempotencyKey}`;
}

/**
 * Text as PostgreSQL and UTF-8 can hold it. NUL becomes U+FFFD, as CommonMark asks of every renderer, and so does
 * half of a surrogate pair, which no UTF-8 text can contain. Nothing else changes.
 */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\uFFFD');
}
