import type { Namespace, Server } from 'socket.io';
import { Adapter, type BroadcastOptions, type Room } from 'socket.io-adapter';
import type { Connection, PacketOptions } from './connection.js';
import type { FanOut, SharedPacket } from './fan-out.js';

type Packet = { readonly id?: number };

type Member = {
  readonly conn: Connection;
  listenersAnyOutgoing(): unknown[];
  notifyOutgoingListeners(packet: Packet): void;
};

/** Who a broadcast goes to, as it stands at that moment. */
type Audience = { readonly readers: readonly Connection[]; readonly listening: readonly Member[] };

/**
 * The two steps of a broadcast to this server's own sockets. Every adapter inherits them, those between servers
 * included: `_encode` makes the text and the frame, then `apply` walks over the sockets concerned.
 */
type LocalSteps = {
  _encode(packet: Packet, options: PacketOptions): unknown[];
  apply(options: BroadcastOptions, each: (socket: Member) => void): void;
};

type MakeAdapter = (namespace: Namespace) => Adapter;
type AdapterOption = NonNullable<Parameters<Server['adapter']>[0]>;

/**
 * The `adapter` option of a Socket.IO server whose broadcasts reach its own sockets through `fanOut`. Joining, leaving,
 * exceptions, acknowledgements and everything between servers stay those of the adapter that `make` makes: the one in
 * memory, or the one over Redis Streams. Binary, volatile and acknowledged broadcasts go the stock way.
 */
export function fanOutAdapter(
  fanOut: FanOut,
  make: MakeAdapter = (namespace) => new Adapter(namespace),
): AdapterOption {
  // Socket.IO calls it with `new`, which an arrow does not allow.
  return function (namespace: Namespace): Adapter {
    const adapter = make(namespace);
    sendThrough(adapter, fanOut);
    namespace.on('connection', (socket) => {
      fanOut.watch(asConnection(socket.conn));
    });
    return adapter;
  };
}

function sendThrough(adapter: Adapter, fanOut: FanOut): void {
  const steps = localStepsOf(adapter);
  const encode = steps._encode.bind(adapter);
  const apply = steps.apply.bind(adapter);
  const audiences = new Audiences(adapter, fanOut, apply);
  /** Set between the two steps of one broadcast, which follow each other at once. */
  let encoded: { packet: Packet; shared: SharedPacket } | undefined;
  steps._encode = (packet, options) => {
    const parts = encode(packet, options);
    const shared = asShared(packet, parts, options);
    encoded = shared && { packet, shared };
    return parts;
  };
  steps.apply = (options, each) => {
    const broadcast = encoded;
    encoded = undefined;
    if (broadcast === undefined) {
      apply(options, each);
      return;
    }
    const { readers, listening } = audiences.of(options);
    for (const socket of listening) socket.notifyOutgoingListeners(broadcast.packet);
    fanOut.send(readers, broadcast.shared);
  };
}

/** Undefined for what plain text frames cannot carry, or what a reader may miss. */
function asShared(packet: Packet, parts: unknown[], options: PacketOptions): SharedPacket | undefined {
  const [text] = parts;
  const frame = options.wsPreEncodedFrame;
  if (packet.id !== undefined || options.volatile === true) return undefined;
  if (typeof text !== 'string' || parts.length !== 1 || frame === undefined) return undefined;
  const whole = Buffer.concat(frame);
  return { text, frame: whole, options: { ...options, wsPreEncodedFrame: [whole] } };
}

/** Remembers the audience of each room until the turn ends or any socket joins or leaves. */
class Audiences {
  private readonly known = new Map<Room, Audience>();
  private turn = -1;

  constructor(
    adapter: Adapter,
    private readonly fanOut: FanOut,
    private readonly apply: LocalSteps['apply'],
  ) {
    const forget = () => {
      this.known.clear();
    };
    // A socket that connects joins a room of its own, so this also tells of sockets that come.
    adapter.on('join-room', forget).on('leave-room', forget);
  }

  of(options: BroadcastOptions): Audience {
    const [room] = options.rooms;
    const isOneRoom = options.rooms.size === 1 && (options.except?.size ?? 0) === 0;
    if (room === undefined || !isOneRoom) return this.find(options);
    if (this.turn !== this.fanOut.turn) this.known.clear();
    this.turn = this.fanOut.turn;
    const found = this.known.get(room) ?? this.find(options);
    this.known.set(room, found);
    return found;
  }

  private find(options: BroadcastOptions): Audience {
    const readers: Connection[] = [];
    const listening: Member[] = [];
    this.apply(options, (socket) => {
      readers.push(socket.conn);
      if (socket.listenersAnyOutgoing().length > 0) listening.push(socket);
    });
    return { readers, listening };
  }
}

/** @throws Error at start if the adapter is not made as the fan-out needs it */
function localStepsOf(adapter: Adapter): LocalSteps {
  // Both are private to the types of the adapter; its version is pinned.
  const steps = adapter as unknown as Partial<LocalSteps>;
  if (typeof steps._encode === 'function' && typeof steps.apply === 'function') return steps as LocalSteps;
  throw new Error('This version of socket.io-adapter broadcasts in another way than the fan-out knows.');
}

function asConnection(conn: unknown): Connection {
  // engine.io's public type leaves out what the fast path reads; `plainSocketOf` checks what it finds.
  return conn as Connection;
}
