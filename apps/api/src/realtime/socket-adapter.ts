import type { IncomingMessage } from 'node:http';
import { errorSentence, socketPath } from '@carillon/contracts';
import type { INestApplication } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';
import { isSameOrigin } from '../identity/same-origin.js';
import type { Settings } from '../platform/env.js';

/** Largest packet a client may send: requests are small, messages travel by HTTP. Unit: bytes. */
const maxPacketBytes = 16_384;

/** Socket.IO on the server's own port, for our own pages and for scripts, never for other sites' pages. */
export class SocketAdapter extends IoAdapter {
  constructor(
    app: INestApplication,
    private readonly settings: Settings,
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const ours: Partial<ServerOptions> = {
      path: socketPath,
      serveClient: false,
      // Offers to upgrade that are not for sockets are answered as plain requests, see HttpFront.
      destroyUpgrade: false,
      maxHttpBufferSize: maxPacketBytes,
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
}
