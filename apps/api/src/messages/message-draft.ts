import type {
  MessageAuthor,
  MessageFormat,
  MessageId,
  MessageMentions,
  RoomId,
  UserId,
} from '@carillon/contracts';

/** Who writes, and what must still hold when the message is stored. */
export type DraftAuthor =
  | { kind: 'member'; view: Extract<MessageAuthor, { kind: 'member' }> }
  | { kind: 'webhook'; view: Extract<MessageAuthor, { kind: 'webhook' }>; tokenHash: Buffer };

/** A message that has passed every rule and waits to be stored. */
export type MessageDraft = {
  readonly id: MessageId;
  readonly roomId: RoomId;
  readonly author: DraftAuthor;
  readonly content: string;
  readonly format: MessageFormat;
  readonly mentions: MessageMentions;
  /** Members whom this message alerts: their mention badge counts it. */
  readonly alerted: readonly UserId[];
  readonly clientRequestToken: string | null;
  readonly createdAt: Date;
};

/**
 * What became of a draft. `duplicate`: the same client request was stored before, as the message with this seq.
 * `refused`: the author was no longer allowed to write when the statement ran.
 */
export type WriteOutcome =
  { kind: 'stored'; seq: number } | { kind: 'duplicate'; seq: number } | { kind: 'refused' };

const nobody: MessageMentions = { members: [], all: false, present: null };

/** The mentions of a message that names nobody; one object for all of them. */
export function noMentions(): MessageMentions {
  return nobody;
}

/**
 * Text as PostgreSQL and UTF-8 can hold it. NUL becomes U+FFFD, as CommonMark asks of every renderer, and so does
 * half of a surrogate pair, which no UTF-8 text can contain. Nothing else changes.
 */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\uFFFD');
}
