import type { RoomId } from '@carillon/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useOnConnected, useRealtimeEvent } from '../../shared/realtime/realtime-context';
import { catchUp, patchTimeline, readTimeline } from './api';
import { sendAllWaiting } from './outbox';
import { isBehind, withNewer } from './timeline';

/**
 * Keeps the timelines as the server has them: every message event is taken in, and what a gap or a lost connection
 * left out is asked for. `lastSeq` is what the list of rooms knows of the open room.
 */
export function useTimelineLive(roomId: RoomId, lastSeq: number, isLoaded: boolean): void {
  const queryClient = useQueryClient();

  useRealtimeEvent('message:created', (message) => {
    patchTimeline(queryClient, message.roomId, (timeline) => withNewer(timeline, [message]));
    const timeline = readTimeline(queryClient, message.roomId);
    // Other rooms catch up when they are opened.
    if (message.roomId === roomId && timeline && isBehind(timeline)) void catchUp(queryClient, roomId);
  });

  useOnConnected(() => {
    if (readTimeline(queryClient, roomId)) void catchUp(queryClient, roomId);
    sendAllWaiting(queryClient);
  });

  // The list of rooms heard of a message that is not here: it came while the first page was on its way, or while
  // this room was closed.
  useEffect(() => {
    const timeline = readTimeline(queryClient, roomId);
    if (isLoaded && timeline && isBehind(timeline, lastSeq)) void catchUp(queryClient, roomId);
  }, [queryClient, roomId, lastSeq, isLoaded]);
}
