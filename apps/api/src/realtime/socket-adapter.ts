import type { IncomingMessage } from 'node:http';
import { errorSentence, limits, socketPath } from '@carillon/contracts';
import { Logger, type INestApplication } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';
import { isSameOrigin } from '../identity/same-origin.js';
import type { Settings } from '../platform/env.js';
import { Metrics } from '../platform/observability/metrics.js';
import { FanOut } from './fan-out/fan-out.js';
import { fanOutAdapter } from './fan-out/fan-out-adapter.js';
import { SocketMetrics } from './socket-metrics.js';

/** Socket.IO on the server's own port, for our own pages and for scripts, never for other sites' pages. */
export class SocketAdapter extends IoAdapter {
  private readonly log = new Logger(SocketAdapter.name);
  private readonly metrics: SocketMetrics;

  constructor(
    app: INestApplication,
    private readonly settings: Settings,
  ) {
    super(app);
    this.metrics = new SocketMetrics(app.get(Metrics));
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const ours: Partial<ServerOptions> = {
      path: socketPath,
      serveClient: false,
      // Offers to upgrade that are not for sockets are answered as plain requests, see HttpFront.
      destroyUpgrade: false,
      maxHttpBufferSize: limits.sockets.maxPacketBytes,
      adapter: fanOutAdapter(this.fanOut()),
      perMessageDeflate: false,
      httpCompression: false,
      allowRequest: (
        request: IncomingMessage,
        decide: (error: string | null, isAllowed: boolean) => void,
      ) => {
        const isAllowed = isSameOrigin(request.headers, this.settings.publicUrl);
        decide(isAllowed ? null : errorSentence('ORIGIN_REFUSED'), isAllowed);
      },
    };
    // Both are parts of the options, none of which the server requires.
    return super.createIOServer(port, { ...options, ...ours } as ServerOptions);
  }

  private fanOut(): FanOut {
    return new FanOut({
      maxWaitingBytes: limits.sockets.maxWaitingBytes,
      onSlowReader: ({ remoteAddress }) => {
        this.metrics.countSlowReader();
        this.log.warn({ remoteAddress }, 'A reader was disconnected: it takes less than it is sent.');
      },
    });
  }
}
