import { addMember, changeMember, collectPages, listMembers, removeMember } from '@carillon/client';
import { limits, type MemberRole, type MemberView, type RoomId, type UserId } from '@carillon/contracts';
import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { http } from '../../shared/http/http';
import { patchable, patchQuery } from '../../shared/http/patched-query';
import { sortMembers, withMember, withoutMember, withPatchedMember } from './roster';

/** All members of a room, sorted by name. */
export function membersQuery(roomId: RoomId) {
  return queryOptions({
    queryKey: ['members', roomId],
    queryFn: patchable(async ({ signal }) =>
      sortMembers(
        await collectPages((page) => listMembers(http, roomId, page, signal), limits.pages.maxSize),
      ),
    ),
  });
}

/** Changes a roster, where it was loaded. */
export function patchMembers(
  queryClient: QueryClient,
  roomId: RoomId,
  patch: (members: MemberView[]) => MemberView[],
): void {
  patchQuery(queryClient, membersQuery(roomId).queryKey, patch);
}

/** Changes every roster that was loaded. */
export function patchAllMembers(
  queryClient: QueryClient,
  patch: (members: MemberView[]) => MemberView[],
): void {
  for (const { queryKey } of queryClient.getQueryCache().findAll({ queryKey: ['members'] }))
    patchQuery(queryClient, queryKey, patch);
}

/** Adds by e-mail address. */
export function useAddMember(roomId: RoomId) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (email: string) => addMember(http, roomId, { email }),
    onSuccess: (member) => {
      patchMembers(queryClient, roomId, (members) => withMember(members, member));
    },
  });
}

/** Adds people by their ids, one after the other; whoever was added before one is refused stays. */
export function useAddPeople(roomId: RoomId) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (userIds: readonly UserId[]) => {
      for (const userId of userIds) {
        const member = await addMember(http, roomId, { userId });
        patchMembers(queryClient, roomId, (members) => withMember(members, member));
      }
    },
  });
}

/** Promotes or demotes. */
export function useChangeRole(roomId: RoomId) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ userId, role }: { userId: UserId; role: MemberRole }) =>
      changeMember(http, roomId, userId, { role }),
    onSuccess: ({ userId, role }) => {
      patchMembers(queryClient, roomId, (members) => withPatchedMember(members, userId, { role }));
    },
  });
}

/** Removes a member, or leaves with the reader's own id. */
export function useRemoveMember(roomId: RoomId) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (userId: UserId) => removeMember(http, roomId, userId),
    onSuccess: (_nothing, userId) => {
      patchMembers(queryClient, roomId, (members) => withoutMember(members, userId));
    },
  });
}
