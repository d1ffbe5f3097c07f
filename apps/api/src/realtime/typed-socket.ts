import type { ClientToServerEvents, RoomId, ServerToClientEvents, UserId } from '@carillon/contracts';
import type { Hiding } from '../presence/devices.service.js';
import type { DefaultEventsMap, Server, Socket } from 'socket.io';

type SocketData = {
  userId: UserId;
  /** What was known of the person's hiding when the socket came in. */
  hiding: Hiding;
  /** When it last said that somebody types, by the monotonic clock. */
  typedAtMs?: number;
  /** What the client asked to have open, known to exist or not. */
  openRooms?: Set<RoomId>;
};

export type TypedServer = Server<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>;
export type TypedSocket = Socket<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>;
