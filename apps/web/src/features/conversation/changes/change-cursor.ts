import type { MessageView } from '@carillon/contracts';

/**
 * How far the changes of a room's messages are known. The server numbers them without gaps, so this number tells what
 * was missed, as `seq` does for messages.
 */
export type ChangeCursor = {
  /** Every change up to this one is in the messages on hand. */
  known: number;
  /** The newest one heard of. */
  heard: number;
  /** How often changes may have passed unheard, and how many of those times have been looked into. */
  doubts: number;
  settled: number;
};

/** Where a timeline starts that was read when `lastChange` was the newest. */
export function cursorAt(lastChange: number): ChangeCursor {
  return { known: lastChange, heard: lastChange, doubts: 0, settled: 0 };
}

/** A page that is put beside the messages on hand may have been read before a change that was heard of since. */
export function withPageAt(cursor: ChangeCursor, lastChange: number): ChangeCursor {
  return {
    ...cursor,
    known: Math.min(cursor.known, lastChange),
    heard: Math.max(cursor.heard, lastChange),
  };
}

/** A change was heard of and taken in. */
export function heardOf(cursor: ChangeCursor, number: number): ChangeCursor {
  return {
    ...cursor,
    known: number === cursor.known + 1 ? number : cursor.known,
    heard: Math.max(cursor.heard, number),
  };
}

/** The connection was lost, or nobody listened: there may be changes that nobody heard of. */
export function doubted(cursor: ChangeCursor): ChangeCursor {
  return { ...cursor, doubts: cursor.doubts + 1 };
}

/** Whether there are, or may be, changes that the messages on hand do not show. */
export function lacksChanges({ known, heard, doubts, settled }: ChangeCursor): boolean {
  return heard > known || doubts > settled;
}

/** Everything behind `asked` has been read, up to `lastChange`. What happened since it was asked stays open. */
export function caughtUp(cursor: ChangeCursor, asked: ChangeCursor, lastChange: number): ChangeCursor {
  const isStillBehind = cursor.known < asked.known;
  return {
    ...cursor,
    known: isStillBehind ? cursor.known : Math.max(cursor.known, lastChange),
    heard: Math.max(cursor.heard, lastChange),
    settled: Math.max(cursor.settled, asked.doubts),
  };
}

/** The number of the last change that a view of a message shows; 0 where it is as it was posted. */
export function changeOf(message: MessageView): number {
  return message.changes?.number ?? 0;
}
