import { useQueryClient } from '@tanstack/react-query';
import { useOnConnected, useRealtimeEvent } from '../../shared/realtime/realtime-context';
import { membersQuery, patchAllMembers, patchMembers } from './api';
import { withAvailability, withRosterChange } from './roster';

/** Keeps every roster that was loaded as the server has it. Mounted once, for the whole page. */
export function useMembersLive(): void {
  const queryClient = useQueryClient();
  useOnConnected(() => void queryClient.invalidateQueries({ queryKey: ['members'] }));
  useRealtimeEvent('roster:changed', ({ roomId, change }) => {
    patchMembers(queryClient, roomId, (members) => withRosterChange(members, change));
  });
  useRealtimeEvent('availability:changed', ({ people }) => {
    patchAllMembers(queryClient, (members) => withAvailability(members, people));
  });
  useRealtimeEvent('room:left', ({ roomId }) => {
    queryClient.removeQueries({ queryKey: membersQuery(roomId).queryKey });
  });
}
