import { ApiError, type RealtimeClient } from '@carillon/client';
import type { RoomId } from '@carillon/contracts';
import { useEffect } from 'react';
import { useRealtime } from '../../shared/realtime/realtime-context';

/** Tells the server that this room is open here, so that its reader counts as present, and again after a reconnect. */
export function useOpenRoom(roomId: RoomId): void {
  const client = useRealtime();
  useEffect(() => {
    const open = () => void tell(client, 'room:open', roomId);
    if (client.state() === 'connected') open();
    const stop = client.onConnected(open);
    return () => {
      stop();
      // Without a connection nobody is present anywhere, so there is nothing to take back.
      if (client.state() === 'connected') void tell(client, 'room:close', roomId);
    };
  }, [client, roomId]);
}

async function tell(client: RealtimeClient, name: 'room:open' | 'room:close', roomId: RoomId): Promise<void> {
  try {
    await client.request(name, { roomId });
  } catch (error) {
    // A room that is gone is taken out of the list by `room:left`; a lost connection opens the room again when it is
    // back. Neither needs a word from here, but it must not vanish.
    console.warn(`${name} was not acknowledged${error instanceof ApiError ? `: ${error.code}` : ''}.`, error);
  }
}
