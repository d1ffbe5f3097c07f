import { useState } from 'react';
import type { NewSince } from './rows';

/**
 * Where the "New messages" line stands: above what was unread when the room was opened, and, if the reader looks
 * away from the page, above what arrives until they are back. It stays while they read.
 */
export function useNewSince(lastReadSeq: number, lastSeq: number, isWatching: boolean): NewSince {
  const [newSince, setNewSince] = useState<NewSince>({ afterSeq: lastReadSeq, upToSeq: lastSeq });
  const [wasWatching, setWasWatching] = useState(isWatching);

  if (wasWatching !== isWatching) {
    setWasWatching(isWatching);
    // Looking away with something unread keeps the line where it is.
    if (!isWatching && lastReadSeq >= lastSeq) setNewSince({ afterSeq: lastSeq, upToSeq: Infinity });
    if (isWatching)
      setNewSince(({ afterSeq, upToSeq }) => ({ afterSeq, upToSeq: Math.min(upToSeq, lastSeq) }));
  }
  return newSince;
}
