import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket as TcpSocket } from 'node:net';
import { Server, type Namespace, type ServerOptions, type Socket } from 'socket.io';
import type { Adapter } from 'socket.io-adapter';
import { io, type ManagerOptions, type Socket as ClientSocket, type SocketOptions } from 'socket.io-client';
import type { Connection } from '../../src/realtime/fan-out/connection.js';
import { FanOut } from '../../src/realtime/fan-out/fan-out.js';
import { fanOutAdapter } from '../../src/realtime/fan-out/fan-out-adapter.js';

/** A connected client, as both sides see it. */
export type Pair = {
  readonly client: ClientSocket;
  readonly socket: Socket;
  /** What the client received, in order: the first argument of each event. */
  readonly received: unknown[];
  /** Resolves once `value` has been received. */
  until(value: unknown): Promise<void>;
};

type Options = {
  maxWaitingBytes?: number;
  now?: () => number;
  makeAdapter?: (namespace: Namespace) => Adapter;
  server?: Partial<ServerOptions>;
};

const patienceMs = 10_000;

/** Socket.IO with our fan-out and nothing else of the product. */
export class SocketServer {
  private readonly clients: ClientSocket[] = [];

  private constructor(
    readonly io: Server,
    readonly port: number,
    readonly slowReaders: readonly Connection[],
  ) {}

  static async start({
    maxWaitingBytes = 1_048_576,
    now = () => performance.now(),
    makeAdapter,
    server,
  }: Options = {}): Promise<SocketServer> {
    const http = createServer();
    const slow: Connection[] = [];
    const fanOut = new FanOut({
      maxWaitingBytes,
      now,
      onSlowReader: (connection) => slow.push(connection),
    });
    const socketIo = new Server(http, {
      perMessageDeflate: false,
      httpCompression: false,
      ...server,
      adapter: fanOutAdapter(fanOut, makeAdapter),
    });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    return new SocketServer(socketIo, (http.address() as AddressInfo).port, slow);
  }

  async connect(options: Partial<ManagerOptions & SocketOptions> = {}): Promise<Pair> {
    const client = io(`http://127.0.0.1:${this.port}`, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      ...options,
    });
    this.clients.push(client);
    const received: unknown[] = [];
    const watchers = new Set<() => void>();
    client.onAny((_name: string, value: unknown, acknowledge: unknown) => {
      received.push(value);
      if (typeof acknowledge === 'function') (acknowledge as () => void)();
      for (const watch of watchers) watch();
    });
    await new Promise<void>((resolve, reject) => {
      client.once('connect', resolve).once('connect_error', reject);
    });
    const socket = this.io.sockets.sockets.get(client.id ?? '')!;
    const until = (value: unknown) =>
      new Promise<void>((resolve, reject) => {
        const look = () => {
          if (!received.includes(value)) return;
          clearTimeout(timer);
          watchers.delete(look);
          resolve();
        };
        const timer = setTimeout(() => {
          watchers.delete(look);
          reject(
            new Error(`${String(value)} did not come. Received: ${JSON.stringify(received).slice(0, 500)}`),
          );
        }, patienceMs);
        watchers.add(look);
        look();
      });
    return { client, socket, received, until };
  }

  async stop(): Promise<void> {
    for (const client of this.clients) client.disconnect();
    await this.io.close();
  }
}

/** The TCP socket at the server's end of a WebSocket. */
export function tcpSocketOf(socket: Socket): TcpSocket {
  const { _socket: tcp } = (socket.conn as unknown as Connection).transport.socket!;
  return tcp!;
}
