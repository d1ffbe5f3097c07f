import { listPins, setPinned } from '@carillon/client';
import type { MessageView, RoomId } from '@carillon/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useOnConnected, useRealtimeEvent } from '../../../shared/realtime/realtime-context';
import { http } from '../../../shared/http/http';
import { patchTimeline } from '../api';
import { withAnswered } from '../changes/changes';

/** The pinned messages of a room. Read whenever they are looked at, so that nothing has to keep them. */
export function pinsQuery(roomId: RoomId) {
  return queryOptions({
    queryKey: ['pins', roomId],
    queryFn: ({ signal }) => listPins(http, roomId, signal),
    staleTime: 0,
    gcTime: 0,
  });
}

/** Reads the list again whenever a message of the room changes, for as long as it is looked at. */
export function usePinsLive(roomId: RoomId): void {
  const queryClient = useQueryClient();
  const readAgain = () => void queryClient.invalidateQueries({ queryKey: pinsQuery(roomId).queryKey });
  useRealtimeEvent('message:updated', (message) => {
    if (message.roomId === roomId) readAgain();
  });
  useRealtimeEvent('message:deleted', (message) => {
    if (message.roomId === roomId) readAgain();
  });
  useOnConnected(readAgain);
}

export function useUnpin(roomId: RoomId) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (message: MessageView) => setPinned(http, message, false),
    onSuccess: (message) => {
      patchTimeline(queryClient, roomId, (timeline) => withAnswered(timeline, [message]));
      queryClient.setQueryData(
        pinsQuery(roomId).queryKey,
        (list) => list && { items: list.items.filter((pin) => pin.message.id !== message.id) },
      );
    },
  });
}
