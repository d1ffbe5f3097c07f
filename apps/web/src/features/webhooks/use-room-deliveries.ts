import type { RoomId } from '@carillon/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { throttled } from '../../shared/page/throttled';
import { useRealtimeEvent } from '../../shared/realtime/realtime-context';
import { useStandingRequest } from '../../shared/realtime/use-standing-request';
import { withLastPosts } from './activity';
import { patchActivity, webhookActivityQuery } from './api';
import { recordDeliveries, refreshLogs } from './delivery-log/api';

const watch = { begin: 'deliveries:watch', end: 'deliveries:unwatch' } as const;

/** However many requests come in, the counts are read again at most this often. Unit: milliseconds. */
const countsEveryMs = 2000;

/** Keeps the use and the delivery logs of a room's webhooks as the server has them, while they are on screen. */
export function useRoomDeliveries(roomId: RoomId): void {
  const queryClient = useQueryClient();
  const counts = useMemo(
    () =>
      throttled(() => {
        void queryClient.invalidateQueries({ queryKey: webhookActivityQuery(roomId).queryKey });
      }, countsEveryMs),
    [queryClient, roomId],
  );
  useEffect(() => counts.cancel, [counts]);

  // What came in before the server began to tell was not told: it is read.
  useStandingRequest(watch, roomId, () => {
    refreshLogs(queryClient, roomId);
    counts.ask();
  });
  useRealtimeEvent('deliveries:recorded', (event) => {
    if (event.roomId !== roomId) return;
    recordDeliveries(queryClient, roomId, event.deliveries);
    patchActivity(queryClient, roomId, (activities) => withLastPosts(activities, event.deliveries));
    counts.ask();
  });
}
