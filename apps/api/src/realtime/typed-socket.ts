import type { ClientToServerEvents, RoomId, ServerToClientEvents, UserId } from '@carillon/contracts';
import type { DefaultEventsMap, Server, Socket } from 'socket.io';

type SocketData = {
  userId: UserId;
  /** What the client asked to have open, known to exist or not. */
  openRooms?: Set<RoomId>;
};

export type TypedServer = Server<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>;
export type TypedSocket = Socket<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>;
