import type { MessageView, UserId } from '@carillon/contracts';
import { excerpt, parseMessage } from '@carillon/message-format';
import { useEffect, useEffectEvent, useState } from 'react';
import { newestSeq, type Timeline } from './timeline';

/** Messages that come within this time are said in one sentence. Unit: milliseconds. */
const collectMs = 1500;

type Props = { timeline: Timeline; reader: UserId };

/**
 * Says to screen readers what others have written: one message with its text, several by their number, however
 * fast they come. The list itself is silent, because scrolling brings messages into it that are not new.
 */
export function ArrivalsSaid({ timeline, reader }: Props) {
  const newest = Math.max(timeline.lastSeq, newestSeq(timeline));
  const [said, setSaid] = useState({ upTo: newest, sentence: '' });
  const isBehind = newest > said.upTo;
  const handleDue = useEffectEvent(() => {
    setSaid({ upTo: newest, sentence: sentenceFor(timeline, said.upTo, newest, reader) });
  });
  // Starts with the first of several, and is not put off by those that follow it.
  useEffect(() => {
    if (!isBehind) return;
    const timer = setTimeout(() => {
      handleDue();
    }, collectMs);
    return () => {
      clearTimeout(timer);
    };
  }, [isBehind]);
  return (
    <p role="status" className="visually-hidden">
      {/* Another element for each sentence, so that the same one is said twice. */}
      <span key={said.upTo}>{said.sentence}</span>
    </p>
  );
}

function sentenceFor(timeline: Timeline, after: number, upTo: number, reader: UserId): string {
  const fresh = timeline.messages.filter(({ seq }) => seq > after);
  const byOthers = fresh.filter(({ author }) => author.kind === 'webhook' || author.userId !== reader);
  const count = upTo - after - (fresh.length - byOthers.length);
  const [only] = byOthers;
  if (only && count === 1) return `${nameOf(only)}: ${excerpt(parseMessage(only.content, only.format), 200)}`;
  return count > 0 ? `${String(count)} new messages` : '';
}

function nameOf({ author }: MessageView): string {
  return author.kind === 'member' ? author.displayName : `${author.name} (Webhook)`;
}
