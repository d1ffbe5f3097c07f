import type { RoomId, UserId } from '@carillon/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useOnConnected, useRealtimeEvent } from '../../../shared/realtime/realtime-context';
import { patchTimeline } from '../api';
import type { Timeline } from '../timeline';
import { catchUpChanges } from './catch-up-changes';
import { doubted, lacksChanges } from './change-cursor';
import { withChanged, withReaction } from './changes';

/** Keeps messages that are there already as the server has them: edited, deleted, pinned, reacted to. */
export function useChangesLive(roomId: RoomId, reader: UserId, timeline: Timeline | undefined): void {
  const queryClient = useQueryClient();

  useRealtimeEvent('message:updated', (message) => {
    patchTimeline(queryClient, message.roomId, (current) => withChanged(current, message));
  });
  useRealtimeEvent('message:deleted', (message) => {
    patchTimeline(queryClient, message.roomId, (current) => withChanged(current, message));
  });
  useRealtimeEvent('message:reacted', (reaction) => {
    patchTimeline(queryClient, reaction.roomId, (current) => withReaction(current, reaction, reader));
  });

  const doubt = () => {
    patchTimeline(queryClient, roomId, (current) => ({ ...current, cursor: doubted(current.cursor) }));
  };
  useOnConnected(doubt);
  // While no room is open, as on a phone's list of rooms, nobody listens.
  useEffect(() => {
    patchTimeline(queryClient, roomId, (current) => ({ ...current, cursor: doubted(current.cursor) }));
  }, [queryClient, roomId]);

  const cursor = timeline?.cursor;
  useEffect(() => {
    if (cursor && lacksChanges(cursor)) void catchUpChanges(queryClient, roomId);
  }, [queryClient, roomId, cursor]);
}
