import type { MessageView, RoomId } from '@carillon/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useOnConnected } from '../../shared/realtime/realtime-context';
import { useRealtimeBatches } from '../../shared/realtime/use-realtime-batches';
import { boundClosedTimeline, catchUp, patchTimeline, readTimeline } from './api';
import { sendAllWaiting } from './outbox';
import { isBehind, withNewer } from './timeline';

/**
 * Keeps the timelines as the server has them: every message event is taken in, and what a gap or a lost connection
 * left out is asked for. `lastSeq` is what the list of rooms knows of the open room.
 */
export function useTimelineLive(roomId: RoomId, lastSeq: number, isLoaded: boolean): void {
  const queryClient = useQueryClient();

  useRealtimeBatches('message:created', (messages) => {
    for (const [room, arrived] of byRoom(messages)) {
      patchTimeline(queryClient, room, (timeline) => withNewer(timeline, arrived));
      // Other rooms catch up when they are opened.
      if (room !== roomId) boundClosedTimeline(queryClient, room);
    }
    const timeline = readTimeline(queryClient, roomId);
    if (timeline && isBehind(timeline)) void catchUp(queryClient, roomId);
  });

  useOnConnected(() => {
    const timeline = readTimeline(queryClient, roomId);
    if (timeline && !timeline.hasNewer) void catchUp(queryClient, roomId);
    sendAllWaiting(queryClient);
  });

  // The list of rooms heard of a message that is not here: it came while the first page was on its way, or while
  // this room was closed.
  useEffect(() => {
    const timeline = readTimeline(queryClient, roomId);
    if (isLoaded && timeline && isBehind(timeline, lastSeq)) void catchUp(queryClient, roomId);
  }, [queryClient, roomId, lastSeq, isLoaded]);
}

function byRoom(messages: readonly MessageView[]): Map<RoomId, MessageView[]> {
  const rooms = new Map<RoomId, MessageView[]>();
  for (const message of messages) rooms.set(message.roomId, [...(rooms.get(message.roomId) ?? []), message]);
  return rooms;
}
