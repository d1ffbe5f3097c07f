import {
  isErrorCode,
  socketPath,
  type Acknowledgement,
  type ClientToServerEvents,
  type ErrorCode,
  type ServerToClientEvents,
} from '@carillon/contracts';
import type { Socket } from 'socket.io-client';
import { ApiError, ConnectionError } from './api-error.js';
import { reconnectDelayMs } from './reconnect-policy.js';

/**
 * `connecting`: first attempt. `connected`. `reconnecting`: it was lost, or could not be made, and is tried again.
 * `refused`: the session is not valid, so trying again is useless. `closed`: not wanted.
 */
export type ConnectionState = 'connecting' | 'connected' | 'reconnecting' | 'refused' | 'closed';

/** A request of the client, such as `room:open`. */
export type RealtimeRequest = keyof ClientToServerEvents;
type RequestPayload<Name extends RealtimeRequest> = Parameters<ClientToServerEvents[Name]>[0];

/** What can be listened to. `sync:needed` is heard as a connection made anew, see `onConnected`. */
export type RealtimeEvent = Exclude<keyof ServerToClientEvents, 'sync:needed'>;
type Unsubscribe = () => void;

/** A connection that tells of every change in my rooms, and finds its way back when it is lost. */
export type RealtimeClient = {
  connect: () => void;
  /** Ends the connection until `connect` is called again. */
  close: () => void;
  /** Tries again at once instead of waiting, for when the device says that it is online. */
  retryNow: () => void;
  state: () => ConnectionState;
  onState: (listener: (state: ConnectionState) => void) => Unsubscribe;
  /**
   * Calls back on every connection made, the first included, and whenever the server says that it may have missed
   * something itself. Whatever happened before it was not told here, so this is where callers catch up.
   */
  onConnected: (listener: () => void) => Unsubscribe;
  on: <Name extends RealtimeEvent>(event: Name, listener: ServerToClientEvents[Name]) => Unsubscribe;
  /** Sends a request and waits for its acknowledgement. Throws `ApiError` or `ConnectionError`. */
  request: <Name extends RealtimeRequest>(name: Name, payload: RequestPayload<Name>) => Promise<void>;
};

export type RealtimeClientOptions = {
  /** Origin of the server. Default: the page's own. */
  baseUrl?: string;
  /** A personal access token, for scripts. A page sends its session cookie by itself. */
  token?: string;
  /** Further headers of the handshake, such as `cookie` in a script. */
  headers?: Record<string, string>;
  /** Source of chance for the back-off. */
  random?: () => number;
};

const acknowledgementTimeoutMs = 8_000;

/** Makes a client that is not connected yet. What it takes to connect is loaded then, behind a page's first paint. */
export function createRealtimeClient(options: RealtimeClientOptions = {}): RealtimeClient {
  const stateListeners = new Set<(state: ConnectionState) => void>();
  const connectedListeners = new Set<() => void>();
  const eventListeners = new Set<[event: string, listener: (...values: never[]) => void]>();
  const random = options.random ?? Math.random;
  let socket: TypedSocket | undefined;
  let loading: Promise<TypedSocket> | undefined;
  let state: ConnectionState = 'closed';
  let failedAttempts = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;

  function enter(next: ConnectionState): void {
    clearTimeout(retryTimer);
    if (state === next) return;
    state = next;
    for (const listener of stateListeners) listener(next);
  }

  function retryLater(): void {
    if (state === 'closed') return;
    enter('reconnecting');
    retryTimer = setTimeout(() => void connectNow(), reconnectDelayMs(failedAttempts, random()));
    failedAttempts += 1;
  }

  async function connectNow(): Promise<void> {
    try {
      loading ??= load();
      await loading;
    } catch {
      // Without a network nothing is loaded either; it is tried again like a connection that could not be made.
      loading = undefined;
      retryLater();
      return;
    }
    if (state === 'connecting' || state === 'reconnecting') socket?.connect();
  }

  async function load(): Promise<TypedSocket> {
    const loaded = await openSocket(options);
    loaded.on('connect', () => {
      failedAttempts = 0;
      enter('connected');
      for (const listener of connectedListeners) listener();
    });
    // To whoever shows something it is the same: what happened lately may not have been told.
    loaded.on('sync:needed', () => {
      for (const listener of connectedListeners) listener();
    });
    loaded.on('disconnect', retryLater);
    loaded.on('connect_error', (error) => {
      if (refusalOf(error) === 'NOT_SIGNED_IN') enter('refused');
      else retryLater();
    });
    socket = loaded;
    for (const [event, listener] of eventListeners) untyped(loaded).on(event, listener);
    return loaded;
  }

  return {
    connect() {
      if (state !== 'closed' && state !== 'refused') return;
      failedAttempts = 0;
      enter('connecting');
      void connectNow();
    },
    close() {
      enter('closed');
      socket?.disconnect();
    },
    retryNow() {
      if (state !== 'reconnecting') return;
      clearTimeout(retryTimer);
      failedAttempts = 0;
      void connectNow();
    },
    state: () => state,
    onState: (listener) => subscribe(stateListeners, listener),
    onConnected: (listener) => subscribe(connectedListeners, listener),
    on(event, listener) {
      const entry: [string, typeof listener] = [event, listener];
      eventListeners.add(entry);
      if (socket !== undefined) untyped(socket).on(event, listener);
      return () => {
        eventListeners.delete(entry);
        if (socket !== undefined) untyped(socket).off(event, listener);
      };
    },
    request: (name, payload) => request(socket, name, payload),
  };
}

type TypedSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

async function openSocket({ baseUrl = '', token, headers }: RealtimeClientOptions): Promise<TypedSocket> {
  const { io } = await import('socket.io-client');
  return io(baseUrl === '' ? '/' : baseUrl, {
    path: socketPath,
    autoConnect: false,
    // One connection per client object: two people in one test process must not share theirs.
    forceNew: true,
    // The delay between attempts is ours (reconnect-policy.ts), so that it can be cut short when the device is online.
    reconnection: false,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    withCredentials: true,
    ...(token !== undefined && { auth: { token } }),
    ...(headers && { extraHeaders: headers }),
  });
}

async function request<Name extends RealtimeRequest>(
  socket: TypedSocket | undefined,
  name: Name,
  payload: RequestPayload<Name>,
): Promise<void> {
  // Without a connection Socket.IO would keep the request and send it later, when it may no longer be true.
  if (socket?.connected !== true) throw new ConnectionError();
  const answer = await acknowledged(socket, name, payload);
  if (!answer.ok) throw ApiError.of(answer.code, answer.message);
}

async function acknowledged(
  socket: TypedSocket,
  name: RealtimeRequest,
  payload: RequestPayload<RealtimeRequest>,
): Promise<Acknowledgement> {
  try {
    // Every request is answered with an acknowledgement; Socket.IO's types lose that for a name that is not one literal.
    const timed = socket.timeout(acknowledgementTimeoutMs) as unknown as UntypedRequests;
    return await timed.emitWithAck(name, payload);
  } catch (cause) {
    throw new ConnectionError({ cause });
  }
}

/** Socket.IO's conditional listener types cannot be resolved for a generic name; `on` above says the same. */
function untyped(socket: TypedSocket): UntypedEmitter {
  return socket as unknown as UntypedEmitter;
}

type UntypedRequests = { emitWithAck: (name: string, payload: unknown) => Promise<Acknowledgement> };

type UntypedEmitter = Record<
  'on' | 'off',
  (event: string, listener: (...values: never[]) => void) => unknown
>;

/** The server's handshake refuses with one of our codes, as the message or in `data`. */
function refusalOf(error: Error & { data?: unknown }): ErrorCode | null {
  const { data } = error;
  const inData = typeof data === 'object' && data !== null && 'code' in data ? data.code : undefined;
  const code = typeof inData === 'string' ? inData : error.message;
  return isErrorCode(code) ? code : null;
}

function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): Unsubscribe {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
