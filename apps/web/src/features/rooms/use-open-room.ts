import { ApiError, reconnectDelayMs, type RealtimeClient } from '@carillon/client';
import type { RoomId } from '@carillon/contracts';
import { useEffect } from 'react';
import { useRealtime } from '../../shared/realtime/realtime-context';

/** Tells the server that this room is open here, so that its reader counts as present, and again after a reconnect. */
export function useOpenRoom(roomId: RoomId): void {
  const client = useRealtime();
  useEffect(() => keepOpen(client, roomId), [client, roomId]);
}

/** Tries until the server has taken it: somebody who reads a room must not be missing from its roster. */
function keepOpen(client: RealtimeClient, roomId: RoomId): () => void {
  let isOver = false;
  let failedAttempts = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const open = async () => {
    clearTimeout(retry);
    const isSettled = await tell(client, 'room:open', roomId);
    // After a lost connection the next one opens the room again.
    if (isSettled || isOver || client.state() !== 'connected') return;
    clearTimeout(retry);
    retry = setTimeout(() => void open(), reconnectDelayMs(failedAttempts, Math.random()));
    failedAttempts += 1;
  };
  const openAnew = () => {
    failedAttempts = 0;
    void open();
  };
  if (client.state() === 'connected') openAnew();
  const stop = client.onConnected(openAnew);
  return () => {
    isOver = true;
    clearTimeout(retry);
    stop();
    // Without a connection nobody is present anywhere, so there is nothing to take back.
    if (client.state() === 'connected') void tell(client, 'room:close', roomId);
  };
}

/** False if it is worth trying again. */
async function tell(
  client: RealtimeClient,
  name: 'room:open' | 'room:close',
  roomId: RoomId,
): Promise<boolean> {
  try {
    await client.request(name, { roomId });
    return true;
  } catch (error) {
    // A room that is gone is taken out of the list by `room:left`: no word from here, but it must not vanish.
    console.warn(`${name} was not acknowledged${error instanceof ApiError ? `: ${error.code}` : ''}.`, error);
    return error instanceof ApiError && error.status < 500;
  }
}
