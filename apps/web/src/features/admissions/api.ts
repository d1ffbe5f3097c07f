import {
  acceptInvitation,
  approveAccess,
  collectPages,
  declineAccess,
  declineInvitation,
  invite,
  listAccessRequests,
  listInvitations,
  listSentInvitations,
  requestAccess,
  withdrawInvitation,
} from '@carillon/client';
import { limits, type RoomId, type RoomView, type UserId } from '@carillon/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { http } from '../../shared/http/http';
import { showToast } from '../../shared/ui/toasts';

/** The rooms the reader is invited to. */
export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: ({ signal }) => collectPages((page) => listInvitations(http, page, signal), limits.pages.maxSize),
});

/** Who asks to be taken into rooms whose administrator the reader is. */
export const accessRequestsQuery = queryOptions({
  queryKey: ['access-requests'],
  queryFn: async ({ signal }) => (await listAccessRequests(http, signal)).items,
});

/** The open invitations of a room, for its administrators. */
export function sentInvitationsQuery(roomId: RoomId) {
  return queryOptions({
    queryKey: ['sent-invitations', roomId],
    queryFn: ({ signal }) =>
      collectPages((page) => listSentInvitations(http, roomId, page, signal), limits.pages.maxSize),
  });
}

/** Invites by e-mail address. */
export function useInvite(roomId: RoomId) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (email: string) => invite(http, roomId, { email }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sentInvitationsQuery(roomId).queryKey }),
  });
}

export function useWithdraw(roomId: RoomId) {
  const queryClient = useQueryClient();
  const { queryKey } = sentInvitationsQuery(roomId);
  return useMutation({
    mutationFn: (userId: UserId) => withdrawInvitation(http, roomId, userId),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
}

type Answer = { roomId: RoomId; isYes: boolean };

/**
 * Accepts or declines an invitation. One that is no longer open is gone from the list with the answer, or before: an
 * event may be quicker, so what follows hangs on the mutation and not on what is shown.
 */
export function useAnswerInvitation(onAccepted: (room: RoomView) => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ roomId, isYes }: Answer) => {
      if (isYes) return acceptInvitation(http, roomId);
      await declineInvitation(http, roomId);
      return null;
    },
    onSuccess: (room) => {
      if (room) onAccepted(room);
    },
    onError: (error) => {
      showToast(error.message);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  });
}

/** Approves or declines a request of access. */
export function useDecide() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ roomId, userId, isYes }: Answer & { userId: UserId }) => {
      if (isYes) await approveAccess(http, roomId, userId);
      else await declineAccess(http, roomId, userId);
    },
    onError: (error) => {
      showToast(error.message);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: accessRequestsQuery.queryKey }),
  });
}

/** Asks for access. Nobody learns from the answer whether there is such a room. */
export function useRequestAccess() {
  return useMutation({ mutationFn: (roomId: RoomId) => requestAccess(http, roomId) });
}
