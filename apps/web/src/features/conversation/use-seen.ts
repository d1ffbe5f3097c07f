import { useState } from 'react';
import { newestSeq, type Timeline } from './timeline';
import type { ListPosition } from './use-list-scroll';

/**
 * Up to which message the reader has seen everything. Reading on from where they stopped counts, and so does coming
 * to the end; following a link into the middle of what is unread does not.
 */
export function useSeen(timeline: Timeline, lastReadSeq: number, { isAtEnd, last }: ListPosition): number {
  const { part, messages, hasNewer } = timeline;
  const [state, setState] = useState({ part: -1, isReadingOn: false, seen: lastReadSeq });
  let { isReadingOn, seen } = state;
  if (state.part !== part) isReadingOn = (messages[0]?.seq ?? 0) <= seen + 1 && seen <= newestSeq(timeline);
  if (isAtEnd && !hasNewer) [isReadingOn, seen] = [true, Math.max(seen, newestSeq(timeline))];
  else if (isReadingOn) seen = Math.max(seen, last);
  if (state.part !== part || state.isReadingOn !== isReadingOn || state.seen !== seen)
    setState({ part, isReadingOn, seen });
  return seen;
}
