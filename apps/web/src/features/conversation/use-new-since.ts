import { useState } from 'react';
import type { NewSince } from './rows';

type Input = {
  lastReadSeq: number;
  lastSeq: number;
  isWatching: boolean;
  /** Whoever stood at the end does no longer, because more was missed than could be added there. */
  isLeftBehind: boolean;
};

/**
 * Where the "New messages" line stands: above what was unread when the room was opened, or missed without a
 * connection, and, if the reader looks away from the page, above what arrives until they are back. It stays while
 * they read.
 */
export function useNewSince({ lastReadSeq, lastSeq, isWatching, isLeftBehind }: Input): NewSince {
  const [newSince, setNewSince] = useState<NewSince>({ afterSeq: lastReadSeq, upToSeq: lastSeq });
  const [was, setWas] = useState({ isWatching, isLeftBehind });

  if (was.isWatching !== isWatching || was.isLeftBehind !== isLeftBehind) {
    setWas({ isWatching, isLeftBehind });
    if (isLeftBehind && !was.isLeftBehind) setNewSince({ afterSeq: lastReadSeq, upToSeq: Infinity });
    // Looking away with something unread keeps the line where it is.
    else if (!isWatching && lastReadSeq >= lastSeq) setNewSince({ afterSeq: lastSeq, upToSeq: Infinity });
    else if (isWatching)
      setNewSince(({ afterSeq, upToSeq }) => ({ afterSeq, upToSeq: Math.min(upToSeq, lastSeq) }));
  }
  return newSince;
}
