import type { MyAvailabilityView } from '@carillon/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { patchQuery } from '../../shared/http/patched-query';
import { useOnConnected, useRealtime, useRealtimeEvent } from '../../shared/realtime/realtime-context';
import { myAvailabilityQuery } from './api';
import { watchInput } from './watch-input';

/** Follows what I choose on other devices, and tells the server when nobody touches this one. Mounted once. */
export function useAvailabilityLive(): void {
  const queryClient = useQueryClient();
  const { queryKey } = myAvailabilityQuery;
  useOnConnected(() => void queryClient.invalidateQueries({ queryKey }));
  useRealtimeEvent('availability:chosen', (mine) => {
    patchQuery<MyAvailabilityView>(queryClient, queryKey, () => mine);
  });
  useIdleReports();
}

function useIdleReports(): void {
  const client = useRealtime();
  useEffect(() => {
    const report = (isIdle: boolean) => {
      if (client.state() !== 'connected') return;
      client.request('activity:report', { isIdle }).catch((error: unknown) => {
        // The next report, or the next connection, says how it is then.
        console.warn('The server could not be told whether this device is in use.', error);
      });
    };
    const watch = watchInput(report);
    // A device that connects counts as in use.
    const stop = client.onConnected(() => {
      if (watch.isIdle()) report(true);
    });
    return () => {
      stop();
      watch.stop();
    };
  }, [client]);
}
