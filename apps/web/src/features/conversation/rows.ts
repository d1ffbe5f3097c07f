import type { MessageAuthor, MessageView, UserId } from '@carillon/contracts';
import type { UnsentMessage } from './timeline';
import { dayOf } from './times';

/** Messages of one author that follow each other within this time stand under one name. Unit: milliseconds, inclusive. */
const groupingMs = 5 * 60 * 1000;

/**
 * Which messages were new to the reader when they came back: those behind `afterSeq`, up to `upToSeq`. `isMarked`: they
 * chose so themselves, and what they wrote counts like any other.
 */
export type NewSince = { afterSeq: number; upToSeq: number; isMarked?: boolean };

/** Who wrote something, and when: what the layout of a message and of the one below it depends on. */
export type Written = { author: string; iso: string };

/** How a message stands below another one. */
export type Placing = { isFirstOfDay: boolean; isGrouped: boolean };

/** Lays a message out below the one before it, if there is one. Below a line nothing is grouped with what is above it. */
export function placed(previous: Written | undefined, written: Written, isFirstNew: boolean): Placing {
  const isFirstOfDay = !previous || dayOf(new Date(previous.iso)) !== dayOf(new Date(written.iso));
  const isGrouped =
    !isFirstOfDay && !isFirstNew && previous.author === written.author && areClose(previous.iso, written.iso);
  return { isFirstOfDay, isGrouped };
}

function areClose(earlier: string, later: string): boolean {
  return Date.parse(later) - Date.parse(earlier) <= groupingMs;
}

export function writtenOf({ author, createdAt }: MessageView): Written {
  return { author: authorKey(author), iso: createdAt };
}

export function writtenOfUnsent({ writtenAt }: UnsentMessage, reader: UserId): Written {
  return { author: memberKey(reader), iso: writtenAt };
}

/** A webhook that was renamed speaks under its new name, so the name belongs to it here. */
function authorKey(author: MessageAuthor): string {
  return author.kind === 'member' ? memberKey(author.userId) : `webhook ${author.webhookId} ${author.name}`;
}

function memberKey(userId: UserId): string {
  return `member ${userId}`;
}

/** The message that the "New messages" line stands above: the first new one of somebody else, if it is on hand. */
export function firstNewSeq(
  messages: readonly MessageView[],
  hasOlder: boolean,
  reader: UserId,
  { afterSeq, upToSeq, isMarked = false }: NewSince,
): number | undefined {
  const oldest = messages[0]?.seq ?? 0;
  if (hasOlder && oldest > afterSeq) return undefined;
  return messages.find(
    ({ seq, author }) =>
      seq > afterSeq &&
      seq <= upToSeq &&
      (isMarked || !(author.kind === 'member' && author.userId === reader)),
  )?.seq;
}
