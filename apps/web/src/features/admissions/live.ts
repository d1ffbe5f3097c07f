import { useQueryClient } from '@tanstack/react-query';
import { useOnConnected, useRealtimeEvent } from '../../shared/realtime/realtime-context';
import { showToast } from '../../shared/ui/toasts';
import { accessRequestsQuery, invitationsQuery, sentInvitationsQuery } from './api';

/** Keeps invitations and requests of access as the server has them. Mounted once. */
export function useAdmissionsLive(readerId: string): void {
  const queryClient = useQueryClient();
  const readAgain = (queryKey: readonly unknown[]) => void queryClient.invalidateQueries({ queryKey });
  useOnConnected(() => {
    readAgain(invitationsQuery.queryKey);
    readAgain(accessRequestsQuery.queryKey);
    readAgain(['sent-invitations']);
  });
  useRealtimeEvent('invitation:received', ({ room, invitedBy }) => {
    readAgain(invitationsQuery.queryKey);
    showToast(`${invitedBy?.displayName ?? 'Somebody'} invites you to ${room.name}.`);
  });
  useRealtimeEvent('invitation:ended', () => {
    readAgain(invitationsQuery.queryKey);
  });
  useRealtimeEvent('admissions:changed', ({ roomId, request }) => {
    readAgain(accessRequestsQuery.queryKey);
    readAgain(sentInvitationsQuery(roomId).queryKey);
    if (request) showToast(`${request.person.displayName} asks to join ${request.room.name}.`);
  });
  useRealtimeEvent('roster:changed', ({ change }) => {
    // Whoever becomes an administrator has to decide, and who no longer is one has not.
    if (change.kind === 'role-changed' && change.userId === readerId) readAgain(accessRequestsQuery.queryKey);
  });
  useRealtimeEvent('room:left', () => {
    readAgain(accessRequestsQuery.queryKey);
  });
}
