import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useConnectionState, useRealtimeEvent } from '../../shared/realtime/realtime-context';
import { useAccount } from './account-context';
import { sessionQuery } from './api';

/** Follows the end of the session, and a change of the account made on another device. Mounted once. */
export function useSessionLive(): void {
  const queryClient = useQueryClient();
  const { userId } = useAccount();
  const isRefused = useConnectionState() === 'refused';

  useEffect(() => {
    // The socket says that the session is over; what HTTP answers decides.
    if (isRefused) void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
  }, [isRefused, queryClient]);

  useRealtimeEvent('roster:changed', ({ change }) => {
    if (change.kind !== 'profile-changed' || change.userId !== userId) return;
    const { displayName, alias } = change;
    queryClient.setQueryData(
      sessionQuery.queryKey,
      (session) => session && { ...session, account: { ...session.account, displayName, alias } },
    );
  });
}
