import type { RoomId } from '@carillon/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { closeTimeline } from './api';
import { discard, sendAgain, write, type Written } from './outbox';

/** What the reader can do with messages of their own in one room. Leaving the room forgets what lies far back in it. */
export function useOutbox(roomId: RoomId) {
  const queryClient = useQueryClient();
  useEffect(
    () => () => {
      closeTimeline(queryClient, roomId);
    },
    [queryClient, roomId],
  );
  return useMemo(
    () => ({
      write: (written: Written) => write(queryClient, roomId, written),
      sendAgain: (token: string) => sendAgain(queryClient, roomId, token),
      discard: (token: string) => discard(queryClient, roomId, token),
    }),
    [queryClient, roomId],
  );
}
