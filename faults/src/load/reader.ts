import { createHttpClient, createRealtimeClient, listMessages } from '@carillon/client';
import { limits, type RoomId } from '@carillon/contracts';
import type { Seen } from '../books/books.js';
import { groupBy } from '../group-by.js';
import { delay } from '../waiting.js';
import { Stream, Timeline, type Placed } from '../books/timeline.js';

/** How long a reading that failed waits before it is tried again. Unit: milliseconds. */
const retryMs = 300;

type ReaderOptions = { name: string; url: string; cookie: string; roomIds: readonly RoomId[] };

/**
 * Somebody who reads, with the product's own client: told of messages over a socket, asking for what is missing after
 * a gap and after every new connection.
 */
export class Reader {
  private readonly timelines: Map<string, Timeline>;
  /** The newest first. */
  private readonly streams: { roomId: RoomId; stream: Stream }[] = [];
  private readonly faults: string[] = [];
  private readonly reading = new Set<RoomId>();
  /** Rooms that were asked for since the last request for them left. */
  private readonly wanted = new Set<RoomId>();
  private readonly realtime;
  private readonly http;
  private isClosed = false;
  /** Connections made, the first included. */
  connections = 0;
  /** Told of each message the first time it is on screen. */
  onShown: ((id: string) => void) | undefined;

  constructor(private readonly options: ReaderOptions) {
    const { url, cookie, roomIds } = options;
    this.timelines = new Map(roomIds.map((id) => [id, new Timeline()]));
    this.http = createHttpClient({ baseUrl: url, headers: { cookie } });
    this.realtime = createRealtimeClient({ baseUrl: url, headers: { cookie } });
    this.realtime.onConnected(() => {
      this.connections += 1;
      this.startStreams();
      for (const id of roomIds) void this.catchUp(id);
    });
    this.realtime.onState((state) => {
      if (state === 'refused') this.faults.push('was told that its session has ended');
    });
    this.realtime.on('message:created', (message) => {
      const timeline = this.timelines.get(message.roomId);
      if (timeline === undefined) return;
      this.streams.find(({ roomId }) => roomId === message.roomId)?.stream.take(message);
      this.take(timeline, [message]);
      if (timeline.isBehind) void this.catchUp(message.roomId);
    });
  }

  open(): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.realtime.onConnected(() => {
        stop();
        resolve();
      });
      this.realtime.connect();
    });
  }

  close(): void {
    this.isClosed = true;
    this.realtime.close();
  }

  get isConnected(): boolean {
    return this.realtime.state() === 'connected';
  }

  newestSeq(roomId: string): number {
    return this.timelines.get(roomId)?.newestSeq ?? 0;
  }

  get seen(): Seen {
    const byRoom = groupBy(this.streams, ({ roomId }) => roomId);
    return {
      name: this.options.name,
      shown: new Map([...this.timelines].map(([roomId, { shown }]) => [roomId, shown])),
      faults: this.faults,
      streams: new Map([...byRoom].map(([roomId, streams]) => [roomId, streams.map(({ stream }) => stream)])),
    };
  }

  /** Each connection is a stream of its own, for each room. */
  private startStreams(): void {
    for (const roomId of this.options.roomIds) this.streams.unshift({ roomId, stream: new Stream() });
  }

  private take(timeline: Timeline, messages: readonly Placed[]): void {
    const before = timeline.newestSeq;
    timeline.take(messages);
    if (this.onShown) for (const id of timeline.shown.slice(before)) this.onShown(id);
  }

  /** Calls for one room at the same time are one reading, which does not end before the last of them is answered. */
  private async catchUp(roomId: RoomId): Promise<void> {
    this.wanted.add(roomId);
    if (this.reading.has(roomId)) return;
    this.reading.add(roomId);
    await this.readMissing(roomId);
    this.reading.delete(roomId);
  }

  /** Until it has all there is, or the connection is gone: the next one asks again. */
  private async readMissing(roomId: RoomId): Promise<void> {
    const timeline = this.timelines.get(roomId);
    while (timeline !== undefined && !this.isClosed && this.isConnected) {
      this.wanted.delete(roomId);
      const page = await this.readPage(roomId, timeline.newestSeq);
      if (page === undefined) await delay(retryMs);
      else {
        this.take(timeline, page.items);
        if (page.nextCursor === null && !timeline.isBehind && !this.wanted.has(roomId)) return;
      }
    }
  }

  private async readPage(roomId: RoomId, after: number) {
    try {
      return await listMessages(this.http, roomId, { after, limit: limits.pages.maxSize });
    } catch {
      // The server is away or refuses for the moment, which is what the suite is about; it is tried again.
      return undefined;
    }
  }
}
