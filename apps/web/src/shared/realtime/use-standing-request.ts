import { ApiError, reconnectDelayMs, type RealtimeClient, type RealtimeRequest } from '@carillon/client';
import type { ClientToServerEvents, RoomId } from '@carillon/contracts';
import { useEffect, useEffectEvent } from 'react';
import { useRealtime } from './realtime-context';

/** Requests that name a room and nothing else. */
type RoomRequest = {
  [Name in RealtimeRequest]: { roomId: RoomId } extends Parameters<ClientToServerEvents[Name]>[0]
    ? Name
    : never;
}[RealtimeRequest];

/** A request about a room that holds until it is taken back or the connection ends, and the one that takes it back. */
type StandingRequest = { begin: RoomRequest; end: RoomRequest };

/**
 * Keeps a request standing at the server for as long as the component is mounted: tried until it is taken, and made
 * again on every connection. Calls back each time the server has taken it.
 */
export function useStandingRequest(
  { begin, end }: StandingRequest,
  roomId: RoomId,
  onTaken: () => void = () => undefined,
): void {
  const client = useRealtime();
  const handleTaken = useEffectEvent(onTaken);
  useEffect(
    () =>
      keepStanding(client, { begin, end }, roomId, () => {
        handleTaken();
      }),
    [client, begin, end, roomId],
  );
}

function keepStanding(
  client: RealtimeClient,
  { begin, end }: StandingRequest,
  roomId: RoomId,
  onTaken: () => void,
): () => void {
  let isOver = false;
  let failedAttempts = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const attempt = async () => {
    clearTimeout(retry);
    const outcome = await tell(client, begin, roomId);
    if (isOver) return;
    if (outcome === 'taken') onTaken();
    // After a lost connection the next one begins anew.
    if (outcome !== 'failed' || client.state() !== 'connected') return;
    clearTimeout(retry);
    retry = setTimeout(() => void attempt(), reconnectDelayMs(failedAttempts, Math.random()));
    failedAttempts += 1;
  };
  const beginAnew = () => {
    failedAttempts = 0;
    void attempt();
  };
  if (client.state() === 'connected') beginAnew();
  const stop = client.onConnected(beginAnew);
  return () => {
    isOver = true;
    clearTimeout(retry);
    stop();
    // Without a connection nothing stands, so there is nothing to take back.
    if (client.state() === 'connected') void tell(client, end, roomId);
  };
}

/** `failed` is worth trying again, `refused` is not. */
async function tell(
  client: RealtimeClient,
  name: RoomRequest,
  roomId: RoomId,
): Promise<'taken' | 'refused' | 'failed'> {
  try {
    await client.request(name, { roomId });
    return 'taken';
  } catch (error) {
    // A room that is gone, or a role that is lost, is told by an event: no word from here, but it must not vanish.
    console.warn(`${name} was not acknowledged${error instanceof ApiError ? `: ${error.code}` : ''}.`, error);
    return error instanceof ApiError && error.status < 500 ? 'refused' : 'failed';
  }
}
