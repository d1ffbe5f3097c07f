import type { IncomingMessage } from 'node:http';
import { errorSentence, limits, socketPath } from '@carillon/contracts';
import { Logger, type INestApplication } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions, Socket } from 'socket.io';
import { isSameOrigin } from '../identity/same-origin.js';
import type { Cluster } from '../platform/cluster/cluster.js';
import type { Settings } from '../platform/env.js';
import { HttpFront } from '../platform/http/http-front.js';
import { requestIdHeader, RequestIds } from '../platform/http/request-ids.js';
import { adapterOverRedis, untilReading } from './between-processes.js';
import { FanOut } from './fan-out/fan-out.js';
import { fanOutAdapter } from './fan-out/fan-out-adapter.js';
import { letGoOfUpgrades } from './lean-connections.js';
import { SocketMetrics } from './socket-metrics.js';

/** What the framework makes of a method with `@SubscribeMessage`, bound to one socket. */
type Handler = { message: string; callback: (data: unknown, acknowledge: unknown) => unknown };

/** Socket.IO on the server's own port, for our own pages and for scripts, never for other sites' pages. */
export class SocketAdapter extends IoAdapter {
  private readonly log = new Logger(SocketAdapter.name);
  private readonly metrics: SocketMetrics;
  private readonly ids: RequestIds;
  private readonly front: HttpFront;

  constructor(
    app: INestApplication,
    private readonly settings: Settings,
    private readonly cluster: Cluster,
  ) {
    super(app);
    this.metrics = app.get(SocketMetrics);
    this.ids = app.get(RequestIds);
    this.front = app.get(HttpFront);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const ours: Partial<ServerOptions> = {
      path: socketPath,
      serveClient: false,
      // Offers to upgrade that are not for sockets are answered as plain requests, see HttpFront.
      destroyUpgrade: false,
      maxHttpBufferSize: limits.sockets.maxPacketBytes,
      adapter: this.makeAdapter(),
      perMessageDeflate: false,
      httpCompression: false,
      allowRequest: (
        request: IncomingMessage,
        decide: (error: string | null, isAllowed: boolean) => void,
      ) => {
        const isAllowed = isSameOrigin(request.headers, this.settings.publicUrl);
        this.front.budget.run(() => {
          decide(isAllowed ? null : errorSentence('ORIGIN_REFUSED'), isAllowed);
        });
      },
    };
    // Both are parts of the options, none of which the server requires.
    const server = super.createIOServer(port, { ...options, ...ours } as ServerOptions);
    server.engine.on('initial_headers', (headers: Record<string, string>, request: IncomingMessage) => {
      headers[requestIdHeader] = this.ids.of(request);
    });
    letGoOfUpgrades(server);
    server.engine.on('headers', (headers: Record<string, string>) => {
      headers['X-Content-Type-Options'] = 'nosniff';
      headers['Cache-Control'] = 'no-store';
    });
    return server;
  }

  /** As the framework does, without its observables for each socket: they took more than the whole rest of a connection. */
  override bindMessageHandlers(socket: Socket, handlers: readonly Handler[]): void {
    for (const { message, callback } of handlers)
      socket.on(message, (...values: unknown[]) => void this.answer(callback, values));
  }

  private async answer(callback: Handler['callback'], values: readonly unknown[]): Promise<void> {
    const last = values.at(-1);
    const acknowledge = typeof last === 'function' ? (last as (response: unknown) => void) : undefined;
    const [data] = acknowledge === undefined ? values : values.slice(0, -1);
    try {
      const response = await callback(data, acknowledge);
      if (response !== undefined) acknowledge?.(response);
    } catch (error) {
      this.log.error({ err: error }, 'A handler of socket requests failed.');
    }
  }

  /** Resolves once whatever other processes tell from now on arrives here. @throws StartupError */
  async untilReady(): Promise<void> {
    const { redis, name } = this.cluster;
    if (redis !== undefined) await untilReading(redis, name);
  }

  private makeAdapter() {
    const { redis } = this.cluster;
    return redis === undefined
      ? fanOutAdapter(this.fanOut())
      : fanOutAdapter(this.fanOut(), adapterOverRedis(redis));
  }

  private fanOut(): FanOut {
    const fanOut = new FanOut({
      maxWaitingBytes: limits.sockets.maxWaitingBytes,
      onSlowReader: ({ remoteAddress }) => {
        this.metrics.countSlowReader();
        this.log.warn({ remoteAddress }, 'A reader was disconnected: it takes less than it is sent.');
      },
      onTurn: (ms) => {
        this.metrics.timeTurn(ms);
      },
    });
    this.metrics.watchFanOut(fanOut.counts);
    return fanOut;
  }
}
