import { addMember, changeMember, collectPages, listMembers, removeMember } from '@carillon/client';
import { limits, type MemberRole, type MemberView, type RoomId, type UserId } from '@carillon/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { http } from '../../shared/http/http';
import { sortMembers, withMember, withoutMember, withPatchedMember } from './roster';

/** All members of a room, sorted by name. */
export function membersQuery(roomId: RoomId) {
  return queryOptions({
    queryKey: ['members', roomId],
    queryFn: async ({ signal }) =>
      sortMembers(
        await collectPages((page) => listMembers(http, roomId, page, signal), limits.pages.maxSize),
      ),
  });
}

/** Changes the roster for who acted, without waiting for the event that tells everyone. */
function usePatchMembers(roomId: RoomId): (patch: (members: MemberView[]) => MemberView[]) => void {
  const queryClient = useQueryClient();
  return (patch) => {
    queryClient.setQueryData(membersQuery(roomId).queryKey, (members) => members && patch(members));
  };
}

/** Adds by e-mail address. */
export function useAddMember(roomId: RoomId) {
  const patchMembers = usePatchMembers(roomId);
  return useMutation({
    mutationFn: (email: string) => addMember(http, roomId, { email }),
    onSuccess: (member) => {
      patchMembers((members) => withMember(members, member));
    },
  });
}

/** Promotes or demotes. */
export function useChangeRole(roomId: RoomId) {
  const patchMembers = usePatchMembers(roomId);
  return useMutation({
    mutationFn: ({ userId, role }: { userId: UserId; role: MemberRole }) =>
      changeMember(http, roomId, userId, { role }),
    onSuccess: ({ userId, role }) => {
      patchMembers((members) => withPatchedMember(members, userId, { role }));
    },
  });
}

/** Removes a member, or leaves with the reader's own id. */
export function useRemoveMember(roomId: RoomId) {
  const patchMembers = usePatchMembers(roomId);
  return useMutation({
    mutationFn: (userId: UserId) => removeMember(http, roomId, userId),
    onSuccess: (_nothing, userId) => {
      patchMembers((members) => withoutMember(members, userId));
    },
  });
}
