import {
  closeWithReason,
  plainSocketOf,
  unsentBytesOf,
  type Connection,
  type PacketOptions,
  type StockPacket,
} from './connection.js';

/** One packet for many readers, encoded once. */
export type SharedPacket = {
  /** As Socket.IO encodes it, for readers on the stock way. */
  readonly text: string;
  /** The same as one whole WebSocket frame. */
  readonly frame: Buffer;
  readonly options: PacketOptions;
};

/** Consecutive packets for the same readers. */
type Run = { readonly readers: readonly Connection[]; readonly packets: SharedPacket[]; bytes?: Buffer };

type Options = {
  /** Bytes that may wait for one reader, inclusive. */
  maxWaitingBytes: number;
  onSlowReader: (connection: Connection) => void;
  /** What was gathered has been written; how long that took. */
  onTurn?: (ms: number) => void;
  /** Of a clock that never goes back. Unit: milliseconds. */
  now?: () => number;
};

/** What has been sent since the start. A write holds all packets of a turn for one reader. */
export type FanOutCounts = { packets: number; deliveries: number; writes: number };

/** What a reader is told that cannot keep up; a WebSocket's close reason takes 123 bytes at most. */
export const slowReaderReason = 'Too much is waiting for this reader. Connect again and catch up.';

/** Packets of a turn are written before it ends once they are this long together. Unit: bytes. */
const longTurnBytes = 262_144;
/** How long packets are held back, in times that the writing before took. */
const pauseRatio = 3;
/** Longest time that packets are held back for. Unit: milliseconds. */
const maxPauseMs = 25;
/** Timers are not finer than that. Unit: milliseconds. */
const shortestPauseMs = 1;

/**
 * Writes the packets of one turn of the event loop to each reader in one piece: writing to a socket costs much more
 * than what is written. Readers that need more than plain WebSocket frames get the same packets the stock way.
 * A stock packet (an answer, a ping) first sends on what has been gathered, so that each reader's order is that of the
 * calls, whichever way they took.
 *
 * Writing takes a quarter of the time at most: three times as long as a turn's writing took the next one gathers, if
 * there is anything to gather so soon. The more readers, the more of their packets go together, and posts are taken in
 * between.
 */
export class FanOut {
  readonly counts: FanOutCounts = { packets: 0, deliveries: 0, writes: 0 };
  private runs: Run[] = [];
  private gatheredBytes = 0;
  private cancel: (() => void) | undefined;
  private isWriting = false;
  /** Not before that time, see `Options.now`. */
  private nextWritingAt = -Infinity;
  private readonly now: () => number;
  private turns = 0;
  /** Bytes that wait in engine.io's queues; only of connections with such a queue. */
  private readonly queuedBytes = new WeakMap<Connection, number>();
  private readonly slowReaders = new Set<Connection>();
  private lastJoined: { runs: readonly Run[]; bytes: Buffer } | undefined;

  constructor(private readonly options: Options) {
    this.now = options.now ?? (() => performance.now());
  }

  /** Changes whenever what was gathered has been written. */
  get turn(): number {
    return this.turns;
  }

  /** Sends at the end of this turn, or soon after. `readers` must not change; the same array again is the cheapest. */
  send(readers: readonly Connection[], packet: SharedPacket): void {
    if (readers.length === 0) return;
    this.counts.packets += 1;
    this.counts.deliveries += readers.length;
    const last = this.runs.at(-1);
    if (last?.readers === readers) last.packets.push(packet);
    else this.runs.push({ readers, packets: [packet] });
    this.gatheredBytes += packet.frame.length;
    if (this.gatheredBytes >= longTurnBytes) this.flush();
    else this.schedule();
  }

  /** Follows the packets that do not come through `send`. Once for each connection. */
  watch(connection: Connection): void {
    if (!connection.listeners('packetCreate').includes(this.beforeStockPacket))
      connection.on('packetCreate', this.beforeStockPacket);
  }

  /** Writes what has been gathered. */
  flush(): void {
    if (this.isWriting) return;
    const { runs } = this;
    this.cancel?.();
    this.cancel = undefined;
    if (runs.length > 0) {
      this.runs = [];
      this.gatheredBytes = 0;
      this.turns += 1;
      this.isWriting = true;
      this.writeTimed(runs);
      this.isWriting = false;
    }
    this.disconnectSlowReaders();
  }

  /** At the end of this turn; later only if the writing before has just ended. */
  private schedule(): void {
    if (this.cancel !== undefined) return;
    const flush = () => {
      this.cancel = undefined;
      this.flush();
    };
    const pauseMs = this.nextWritingAt - this.now();
    if (pauseMs < shortestPauseMs) {
      const immediate = setImmediate(flush);
      this.cancel = () => clearImmediate(immediate);
    } else {
      const timeout = setTimeout(flush, pauseMs);
      this.cancel = () => clearTimeout(timeout);
    }
  }

  private writeTimed(runs: readonly Run[]): void {
    const startedAt = this.now();
    const [first] = runs;
    if (first !== undefined && runs.length === 1)
      for (const reader of first.readers) this.write(reader, runs);
    else for (const [reader, its] of byReader(runs)) this.write(reader, its);
    this.lastJoined = undefined;
    const endedAt = this.now();
    this.nextWritingAt = endedAt + Math.min(pauseRatio * (endedAt - startedAt), maxPauseMs);
    this.options.onTurn?.(endedAt - startedAt);
  }

  private write(reader: Connection, runs: readonly Run[]): void {
    const socket = plainSocketOf(reader);
    if (socket === undefined) {
      for (const { packets } of runs) for (const { text, options } of packets) reader.write(text, options);
      this.counts.writes += 1;
      return;
    }
    const bytes = this.joined(runs);
    // To a reader that has taken everything so far, any amount may be written.
    const isSlow =
      socket.writableLength > 0 && socket.writableLength + bytes.length > this.options.maxWaitingBytes;
    if (isSlow) this.slowReaders.add(reader);
    else {
      socket.write(bytes);
      this.counts.writes += 1;
    }
  }

  /** Most readers get the same as the one before. */
  private joined(runs: readonly Run[]): Buffer {
    const { lastJoined } = this;
    if (lastJoined?.runs.length === runs.length && runs.every((run, index) => run === lastJoined.runs[index]))
      return lastJoined.bytes;
    const bytes = joinBuffers(runs.map(bytesOf));
    this.lastJoined = { runs, bytes };
    return bytes;
  }

  /** An arrow would be one function per connection; this one is shared, and engine.io calls it on the connection. */
  private readonly beforeStockPacket = ((fanOut: FanOut) =>
    function (this: Connection, packet: StockPacket): void {
      fanOut.flush();
      fanOut.countWaiting(this, packet);
    })(this);

  private countWaiting(connection: Connection, { data }: StockPacket): void {
    const { transport, writeBuffer } = connection;
    if (writeBuffer.length === 0 && transport.writable) return;
    const before = writeBuffer.length === 0 ? 0 : (this.queuedBytes.get(connection) ?? 0);
    const queued = before + (data === undefined ? 0 : Buffer.byteLength(data));
    this.queuedBytes.set(connection, queued);
    if (before === 0 || unsentBytesOf(connection) + queued <= this.options.maxWaitingBytes) return;
    this.slowReaders.add(connection);
    this.schedule();
  }

  /** Only now: whoever hears of it may send to readers that are still to get the packets of this turn. */
  private disconnectSlowReaders(): void {
    for (const reader of this.slowReaders) {
      this.slowReaders.delete(reader);
      if (reader.readyState !== 'open') continue;
      this.options.onSlowReader(reader);
      closeWithReason(reader, slowReaderReason);
    }
  }
}

function byReader(runs: readonly Run[]): Map<Connection, Run[]> {
  const found = new Map<Connection, Run[]>();
  for (const run of runs)
    for (const reader of run.readers) {
      const its = found.get(reader);
      if (its === undefined) found.set(reader, [run]);
      else its.push(run);
    }
  return found;
}

function bytesOf(run: Run): Buffer {
  return (run.bytes ??= joinBuffers(run.packets.map(({ frame }) => frame)));
}

function joinBuffers(buffers: readonly Buffer[]): Buffer {
  const [only] = buffers;
  return only !== undefined && buffers.length === 1 ? only : Buffer.concat(buffers);
}
