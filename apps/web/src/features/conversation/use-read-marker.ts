import { moveReadMarker } from '@carillon/client';
import type { RoomId, RoomView } from '@carillon/contracts';
import { useEffect, useRef } from 'react';
import { http } from '../../shared/http/http';

/** The marker moves at most this often. Unit: milliseconds. */
const intervalMs = 1000;

/** A glance this short is no reading; it also lets a room that opens above its end get there first. Unit: milliseconds. */
const glanceMs = 300;

/**
 * Tells the server how far the reader has read, while they stand at the end and look at the page. The answer comes
 * back as `room:read` on every device, this one included.
 */
export function useReadMarker(
  roomId: RoomId,
  newest: number,
  { lastReadSeq, readRound }: Pick<RoomView['me'], 'lastReadSeq' | 'readRound'>,
  isReading: boolean,
): void {
  const sent = useRef({ seq: 0, at: 0, readRound });

  useEffect(() => {
    // What was sent before the marker went back says nothing about where it stands.
    const sentSeq = sent.current.readRound === readRound ? sent.current.seq : 0;
    if (!isReading || newest <= Math.max(lastReadSeq, sentSeq)) return;
    const wait = Math.max(glanceMs, sent.current.at + intervalMs - Date.now());
    const timer = setTimeout(() => {
      sent.current = { seq: newest, at: Date.now(), readRound };
      moveReadMarker(http, roomId, { lastReadSeq: newest }).catch((error: unknown) => {
        // The next message read, or the next visit, moves it: until then the room only counts as unread.
        console.warn('The read marker could not be moved.', error);
        sent.current = { ...sent.current, seq: 0 };
      });
    }, wait);
    return () => {
      clearTimeout(timer);
    };
  }, [roomId, newest, lastReadSeq, readRound, isReading]);
}
