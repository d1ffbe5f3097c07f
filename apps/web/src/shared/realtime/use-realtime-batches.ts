import type { RealtimeEvent } from '@carillon/client';
import type { ServerToClientEvents } from '@carillon/contracts';
import { useEffect, useEffectEvent } from 'react';
import { batches } from './batches';
import { useRealtime } from './realtime-context';

/** Calls the handler with the events of this name, in their order, several at a time when they come quickly. */
export function useRealtimeBatches<Name extends RealtimeEvent>(
  event: Name,
  handler: (payloads: readonly Parameters<ServerToClientEvents[Name]>[0][]) => void,
): void {
  const client = useRealtime();
  const handleBatch = useEffectEvent(handler);
  useEffect(() => {
    const collected = batches<Parameters<ServerToClientEvents[Name]>[0]>((payloads) => {
      handleBatch(payloads);
    });
    const listener = (payload: Parameters<ServerToClientEvents[Name]>[0]) => {
      collected.add(payload);
    };
    const forget = client.on(event, listener);
    return () => {
      forget();
      collected.flush();
    };
  }, [client, event]);
}
