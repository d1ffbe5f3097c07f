import type { ConnectionState, RealtimeClient, RealtimeEvent } from '@carillon/client';
import type { ServerToClientEvents } from '@carillon/contracts';
import { createContext, useContext, useEffect, useEffectEvent, useSyncExternalStore } from 'react';

export const RealtimeContext = createContext<RealtimeClient | null>(null);

/** The one socket of the page. */
export function useRealtime(): RealtimeClient {
  const client = useContext(RealtimeContext);
  if (!client) throw new Error('useRealtime needs a RealtimeProvider above it.');
  return client;
}

/** How the connection stands at this moment. */
export function useConnectionState(): ConnectionState {
  const client = useRealtime();
  return useSyncExternalStore(client.onState, client.state);
}

/** Calls the handler for every event of this name, as long as the component is mounted. */
export function useRealtimeEvent<Name extends RealtimeEvent>(
  event: Name,
  handler: (payload: Parameters<ServerToClientEvents[Name]>[0]) => void,
): void {
  const client = useRealtime();
  const handleEvent = useEffectEvent(handler);
  useEffect(() => {
    const listener = (payload: Parameters<ServerToClientEvents[Name]>[0]) => {
      handleEvent(payload);
    };
    return client.on(event, listener);
  }, [client, event]);
}

/**
 * Calls the handler whenever a connection is made, the first included. Whatever happened before it was not told
 * here, so this is where to catch up.
 */
export function useOnConnected(handler: () => void): void {
  const client = useRealtime();
  const handleConnected = useEffectEvent(handler);
  useEffect(
    () =>
      client.onConnected(() => {
        handleConnected();
      }),
    [client],
  );
}
