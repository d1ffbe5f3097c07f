import { changePassword, collectPages, endOtherSessions, endSession, listSessions } from '@carillon/client';
import { limits, type PasswordChange, type SessionId } from '@carillon/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { http } from '../../shared/http/http';

/** The devices I am signed in on, the one used last first. */
export const devicesQuery = queryOptions({
  queryKey: ['devices'],
  queryFn: async ({ signal }) => {
    const devices = await collectPages((page) => listSessions(http, page, signal), limits.pages.maxSize);
    return devices.toSorted(
      (a, b) => Number(b.isThisOne) - Number(a.isThisOne) || b.lastUsedAt.localeCompare(a.lastUsedAt),
    );
  },
  // Other devices sign in and out meanwhile.
  staleTime: 0,
});

export function useEndSession() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (sessionId: SessionId) => endSession(http, sessionId),
    onSuccess: (_nothing, sessionId) => {
      queryClient.setQueryData(devicesQuery.queryKey, (devices) =>
        devices?.filter((device) => device.sessionId !== sessionId),
      );
    },
  });
}

function useForgetOthers(): () => void {
  const queryClient = useQueryClient();
  return () => {
    queryClient.setQueryData(devicesQuery.queryKey, (devices) =>
      devices?.filter((device) => device.isThisOne),
    );
  };
}

export function useEndOtherSessions() {
  return useMutation({ mutationFn: () => endOtherSessions(http), onSuccess: useForgetOthers() });
}

/** The server signs out all other devices with it. */
export function useChangePassword() {
  return useMutation({
    mutationFn: (change: PasswordChange) => changePassword(http, change),
    onSuccess: useForgetOthers(),
  });
}
