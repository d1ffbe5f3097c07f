import type { MessageAuthor, MessageView, UserId } from '@carillon/contracts';
import type { Timeline, UnsentMessage } from './timeline';
import { dayOf } from './times';

/** Messages of one author that follow each other within this time stand under one name. Unit: milliseconds, inclusive. */
const groupingMs = 5 * 60 * 1000;

/** Which messages were new to the reader when they came back: those behind `afterSeq`, up to `upToSeq`. */
export type NewSince = { afterSeq: number; upToSeq: number };

/** One line of the conversation. */
export type Row =
  | { kind: 'day'; key: string; iso: string }
  | { kind: 'new'; key: string }
  | { kind: 'message'; key: string; message: MessageView; isGrouped: boolean }
  | { kind: 'unsent'; key: string; message: UnsentMessage; isGrouped: boolean };

type Predecessor = { author: string; at: Date } | null;

/** Lays a timeline out: day lines, the line above what is new, and messages grouped under their authors. */
export function rowsOf(timeline: Timeline, reader: UserId, newSince: NewSince): Row[] {
  const rows: Row[] = [];
  let previous: Predecessor = null;
  const firstNew = firstNewSeq(timeline.messages, reader, newSince);

  for (const message of timeline.messages) {
    const author = authorKey(message.author);
    previous = startLine(rows, previous, message.createdAt, message.seq === firstNew);
    rows.push({
      kind: 'message',
      key: message.id,
      message,
      isGrouped: isGrouped(previous, author, message.createdAt),
    });
    previous = { author, at: new Date(message.createdAt) };
  }
  for (const message of timeline.unsent) {
    const author = authorKey({ kind: 'member', userId: reader, displayName: '', alias: '' });
    previous = startLine(rows, previous, message.writtenAt, false);
    const { clientRequestToken: key } = message;
    rows.push({ kind: 'unsent', key, message, isGrouped: isGrouped(previous, author, message.writtenAt) });
    previous = { author, at: new Date(message.writtenAt) };
  }
  return rows;
}

/** Adds the lines that stand above a message; behind one, nothing is grouped with what came before. */
function startLine(rows: Row[], previous: Predecessor, iso: string, isFirstNew: boolean): Predecessor {
  const isNewDay = !previous || dayOf(previous.at) !== dayOf(new Date(iso));
  if (isNewDay) rows.push({ kind: 'day', key: `day ${String(dayOf(new Date(iso)))}`, iso });
  if (isFirstNew) rows.push({ kind: 'new', key: 'new' });
  return isNewDay || isFirstNew ? null : previous;
}

function isGrouped(previous: Predecessor, author: string, iso: string): boolean {
  return previous?.author === author && new Date(iso).getTime() - previous.at.getTime() <= groupingMs;
}

/** A webhook that was renamed speaks under its new name, so the name belongs to it here. */
function authorKey(author: MessageAuthor): string {
  return author.kind === 'member' ? `member ${author.userId}` : `webhook ${author.webhookId} ${author.name}`;
}

function firstNewSeq(
  messages: readonly MessageView[],
  reader: UserId,
  { afterSeq, upToSeq }: NewSince,
): number | undefined {
  return messages.find(
    ({ seq, author }) =>
      seq > afterSeq && seq <= upToSeq && !(author.kind === 'member' && author.userId === reader),
  )?.seq;
}
