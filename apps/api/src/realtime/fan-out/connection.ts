import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';

/**
 * A reader's connection: what engine.io keeps of it, below its public types too. Their versions are pinned, and
 * `fan-out.int-spec.ts` fails if the fast path is no longer taken.
 */
export type Connection = EventEmitter & {
  readonly readyState: 'opening' | 'open' | 'closing' | 'closed';
  readonly remoteAddress: string;
  readonly transport: Transport;
  /** Packets that wait for the transport. Emptied by replacing it. */
  readonly writeBuffer: readonly StockPacket[];
  /** The stock way: packets wait here while the transport is busy, or changes. */
  write(text: string, options: PacketOptions): unknown;
  close(discard: boolean): void;
};

/** A packet on the stock way, as the event `packetCreate` shows it just before it is queued. */
export type StockPacket = { readonly data?: string | Buffer };

export type PacketOptions = {
  volatile?: boolean | undefined;
  /** Set by the adapter for text: the WebSocket frame, in parts. */
  wsPreEncodedFrame?: readonly Buffer[];
};

type Transport = {
  readonly name: string;
  readonly writable: boolean;
  /** Only of a WebSocket; set if compression was offered. */
  readonly perMessageDeflate?: unknown;
  /** Only of a WebSocket. */
  readonly socket?: {
    readonly readyState: number;
    readonly _socket: Socket | null;
    close(code: number, reason: string): void;
  };
};

const webSocketOpen = 1;
/** "Try again later", of the IANA registry of WebSocket close codes. */
const closeCode = 1013;

/**
 * The TCP socket under a plain WebSocket that is ready for whole frames, without anything waiting that must go first.
 * Undefined for every other connection: polling, changing its transport, compressed, or with packets in the queue.
 */
export function plainSocketOf(connection: Connection): Socket | undefined {
  const { transport } = connection;
  if (connection.readyState !== 'open' || connection.writeBuffer.length > 0) return undefined;
  if (transport.name !== 'websocket' || Boolean(transport.perMessageDeflate)) return undefined;
  const webSocket = transport.socket;
  if (webSocket?.readyState !== webSocketOpen) return undefined;
  return webSocket._socket?.writable === true ? webSocket._socket : undefined;
}

/** Bytes handed to the operating system's socket and not taken by it yet. */
export function unsentBytesOf({ transport }: Connection): number {
  return transport.socket?._socket?.writableLength ?? 0;
}

/** Closes at once on our side; the reader learns the reason once it has read what was sent before. */
export function closeWithReason(connection: Connection, reason: string): void {
  connection.transport.socket?.close(closeCode, reason);
  connection.close(true);
}
