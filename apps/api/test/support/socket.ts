import { socketPath, type ClientToServerEvents, type ServerToClientEvents } from '@carillon/contracts';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import type { TestServer } from './test-server.js';

export type TestSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

type EventName = keyof ServerToClientEvents;
type Payload<Name extends EventName> = Parameters<ServerToClientEvents[Name]>[0];

/** Everything a socket received, in order, and a way to wait for more. */
export type Inbox = {
  readonly socket: TestSocket;
  readonly events: { name: EventName; payload: unknown }[];
  received<Name extends EventName>(name: Name): Payload<Name>[];
  /** Resolves with the first event that matches, received already or yet to come; fails after ten seconds. */
  next<Name extends EventName>(
    name: Name,
    matches?: (payload: Payload<Name>) => boolean,
  ): Promise<Payload<Name>>;
  close(): void;
};

const patienceMs = 10_000;

type Options = Partial<ManagerOptions & SocketOptions>;

export async function connect(
  server: TestServer,
  headers: Record<string, string>,
  options: Options = {},
): Promise<Inbox> {
  const socket = openSocket(server, headers, options);
  const inbox = collect(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return inbox;
}

export function openSocket(
  server: TestServer,
  headers: Record<string, string>,
  options: Options = {},
): TestSocket {
  return io(server.url, {
    path: socketPath,
    transports: ['websocket'],
    extraHeaders: headers,
    reconnection: false,
    forceNew: true,
    ...options,
  });
}

function collect(socket: TestSocket): Inbox {
  const events: Inbox['events'] = [];
  const watchers = new Set<() => void>();
  socket.onAny((name: EventName, payload: unknown) => {
    events.push({ name, payload });
    for (const watch of watchers) watch();
  });
  const received = <Name extends EventName>(name: Name) =>
    events.filter((event) => event.name === name).map((event) => event.payload as Payload<Name>);
  return {
    socket,
    events,
    received,
    next: (name, matches = () => true) =>
      new Promise((resolve, reject) => {
        const look = () => {
          // An event may carry nothing, so what is looked for is its place.
          const payloads = received(name);
          const place = payloads.findIndex(matches);
          if (place === -1) return;
          clearTimeout(timer);
          watchers.delete(look);
          // There is one at this place, or there would be no place.
          resolve(payloads[place]!);
        };
        const timer = setTimeout(() => {
          watchers.delete(look);
          reject(new Error(`No ${name} in time. Received: ${JSON.stringify(events)}`));
        }, patienceMs);
        watchers.add(look);
        look();
      }),
    close: () => {
      socket.disconnect();
    },
  };
}
