import type { IncomingMessage } from 'node:http';
import type { Socket as TcpSocket } from 'node:net';
import type { Server } from 'socket.io';
import type { TypedSocket } from './typed-socket.js';

/**
 * A browser that is connected and does nothing should cost little. Socket.IO and its parts keep what opened the
 * connection for as long as it lives; here that is let go. `npm run bench` measures what is left.
 */

type HandleUpgrade = (request: IncomingMessage, socket: TcpSocket, head: Buffer) => void;

/**
 * Lets go of engine.io's stand-in for the answer to an upgrade. It holds the whole request, and waits for the end of
 * the connection to tell middlewares of engine.io, of which we have none.
 */
export function letGoOfUpgrades(server: Server): void {
  // Its type wants its own kind of request, which it makes of this one.
  const engine = server.engine as unknown as { handleUpgrade: HandleUpgrade };
  const upgrade = engine.handleUpgrade.bind(engine);
  engine.handleUpgrade = (request, socket, head) => {
    const before = new Set(socket.rawListeners('close'));
    upgrade(request, socket, head);
    for (const listener of socket.rawListeners('close'))
      if ('listener' in listener && !before.has(listener)) socket.off('close', asListener(listener));
  };
}

/** Lets go of the request that opened a socket, once it has been let in: nothing looks at it again. */
export function letGoOfHandshake(socket: TypedSocket): void {
  // Set, not deleted: an object that lost a property takes several times the memory.
  Object.assign(socket.conn, { request: undefined });
  Object.assign(socket.handshake, { headers: {}, auth: {}, query: {}, url: '', time: '' });
}

function asListener(listener: unknown): () => void {
  // What `rawListeners` answers is what was registered.
  return listener as () => void;
}
