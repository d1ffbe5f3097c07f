import type { ClientToServerEvents, ServerToClientEvents } from '@carillon/contracts';
import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import type { Identity } from '../identity/identity.js';

type SocketData = { identity: Identity };

export type TypedServer = Server<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>;
export type TypedSocket = Socket<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>;
