import { limits, type RoomId } from '@carillon/contracts';
import { useEffect, useRef } from 'react';
import { useRealtime } from '../../shared/realtime/realtime-context';
import { useTypingChoice } from './typing-choice';

/** Tells the others that the reader writes here, not more often than every few seconds. Call it with each change. */
export function useReportTyping(roomId: RoomId): () => void {
  const client = useRealtime();
  const [isOn] = useTypingChoice();
  const saidAt = useRef(-Infinity);
  useEffect(() => {
    saidAt.current = -Infinity;
  }, [roomId]);
  return () => {
    const now = performance.now();
    if (!isOn || client.state() !== 'connected') return;
    if (now - saidAt.current < limits.typing.reportIntervalMs) return;
    saidAt.current = now;
    client.request('typing:report', { roomId }).catch((error: unknown) => {
      // It is said again with one of the next keys, if it still is true.
      console.warn('Nobody could be told that you are typing.', error);
    });
  };
}
