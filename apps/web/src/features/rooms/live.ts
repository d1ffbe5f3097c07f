import type { RoomLeftReason, UserId } from '@carillon/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useOnConnected, useRealtimeEvent } from '../../shared/realtime/realtime-context';
import { showToast } from '../../shared/ui/toasts';
import { dropRoom, patchRoom, putRoom, roomsQuery } from './api';
import { withMessage, withReadMarker, withRosterChange, withSettings } from './room-events';

/** Keeps the list of rooms as the server has it. Mounted once, for the whole page. */
export function useRoomsLive(reader: UserId): void {
  const queryClient = useQueryClient();
  useOnConnected(() => void queryClient.invalidateQueries({ queryKey: roomsQuery.queryKey }));
  useRealtimeEvent('room:joined', (room) => {
    putRoom(queryClient, room);
  });
  useRealtimeEvent('room:updated', (facts) => {
    patchRoom(queryClient, facts.id, (room) => ({ ...room, ...facts }));
  });
  useRealtimeEvent('room:read', (marker) => {
    patchRoom(queryClient, marker.roomId, (room) => withReadMarker(room, marker));
  });
  useRealtimeEvent('settings:changed', (settings) => {
    patchRoom(queryClient, settings.roomId, (room) => withSettings(room, settings));
  });
  useRealtimeEvent('message:created', (message) => {
    patchRoom(queryClient, message.roomId, (room) => withMessage(room, message, reader));
  });
  useRealtimeEvent('roster:changed', ({ roomId, change }) => {
    patchRoom(queryClient, roomId, (room) => withRosterChange(room, change, reader));
  });
  useRealtimeEvent('room:left', ({ roomId, reason }) => {
    const name = queryClient.getQueryData(roomsQuery.queryKey)?.find(({ id }) => id === roomId)?.name;
    if (name !== undefined) showToast(farewell(name, reason));
    dropRoom(queryClient, roomId);
  });
}

function farewell(name: string, reason: RoomLeftReason): string {
  if (reason === 'deleted') return `${name} was deleted.`;
  return reason === 'removed' ? `You were removed from ${name}.` : `You left ${name}.`;
}
