import { useState } from 'react';
import type { NewSince } from './rows';

type Input = {
  lastReadSeq: number;
  readRound: number;
  lastSeq: number;
  isWatching: boolean;
  /** Whoever stood at the end does no longer, because more was missed than could be added there. */
  isLeftBehind: boolean;
};

/**
 * Where the "New messages" line stands: above what was unread when the room was opened, or missed without a
 * connection, and, if the reader looks away from the page, above what arrives until they are back. It stays while
 * they read. Marking a message as unread puts it above that one.
 */
export function useNewSince({ lastReadSeq, readRound, lastSeq, isWatching, isLeftBehind }: Input): NewSince {
  const [newSince, setNewSince] = useState<NewSince>({ afterSeq: lastReadSeq, upToSeq: lastSeq });
  const [knownRound, setKnownRound] = useState(readRound);
  const [was, setWas] = useState({ isWatching, isLeftBehind });

  if (knownRound !== readRound) {
    setKnownRound(readRound);
    setNewSince({ afterSeq: lastReadSeq, upToSeq: lastSeq, isMarked: true });
  }
  if (was.isWatching !== isWatching || was.isLeftBehind !== isLeftBehind) {
    setWas({ isWatching, isLeftBehind });
    if (isLeftBehind && !was.isLeftBehind) setNewSince({ afterSeq: lastReadSeq, upToSeq: Infinity });
    // Looking away with something unread keeps the line where it is.
    else if (!isWatching && lastReadSeq >= lastSeq) setNewSince({ afterSeq: lastSeq, upToSeq: Infinity });
    else if (isWatching) setNewSince((since) => ({ ...since, upToSeq: Math.min(since.upToSeq, lastSeq) }));
  }
  return newSince;
}
