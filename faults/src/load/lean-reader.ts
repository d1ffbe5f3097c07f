import { connect, type Socket } from 'node:net';
import { reconnectDelayMs } from '@carillon/client';
import {
  limits,
  pathOf,
  routePatterns,
  socketPath,
  type MessagePage,
  type RoomId,
  type ErrorCode,
} from '@carillon/contracts';
import type { Seen } from '../books/books.js';
import { Stream, Timeline, type Placed } from '../books/timeline.js';
import { delay } from '../waiting.js';
import { FrameReader, textFrame, type Frame } from './frames.js';
import { HttpConnection, LostConnection, NoAnswer, requestBytes } from './http-connection.js';

const patienceMs = 60_000;
const retryMs = 200;
const eventStart = '42["message:created",';
const closeOpcode = 8;

const busyCode: ErrorCode = 'SERVICE_UNAVAILABLE';

/** The server had no time for a new connection. */
class TurnedAway extends Error {
  override readonly name = 'TurnedAway';
}

type Told = Placed & { roomId: RoomId };

/** Thousands of readers are told the same one after the other; reading it for each would be most of the suite's work. */
let lastTold: { text: string; message: Told } | undefined;

function parseMessage(text: string): Told {
  if (lastTold?.text !== text)
    lastTold = { text, message: JSON.parse(text.slice(eventStart.length, -1)) as Told };
  return lastTold.message;
}

type LeanReaderOptions = { name: string; port: number; cookie: string; roomId: RoomId };

/**
 * A reader of one room that speaks the wire format of Socket.IO itself: thousands of the usual client would need more
 * of the machine than the server does, and none of them can be told to stop reading.
 */
export class LeanReader {
  private readonly timeline = new Timeline();
  private readonly streams: Stream[] = [];
  private readonly http: HttpConnection;
  private socket: Socket | undefined;
  private catchingUp: Promise<void> | undefined;
  /** How often the server had no time for it. */
  turnedAway = 0;
  /** Why the server closed the last connection: code and words. */
  closedBecause: string | undefined;

  constructor(private readonly options: LeanReaderOptions) {
    this.http = new HttpConnection(options.port, patienceMs);
  }

  /** Connects, and reads what it does not have. Resolves when it has everything that was there by then. */
  async open(): Promise<void> {
    await this.connectPatiently();
    await this.catchUp();
  }

  /** A busy server turns readers away for the moment, and they come again after a pause, as the usual client does. */
  private async connectPatiently(): Promise<void> {
    try {
      await this.connect();
    } catch (error) {
      if (!(error instanceof TurnedAway)) throw error;
      this.turnedAway += 1;
      this.drop();
      await delay(reconnectDelayMs(0, Math.random()));
      await this.connectPatiently();
    }
  }

  get isConnected(): boolean {
    return this.socket !== undefined && !this.socket.destroyed;
  }

  newestSeq(): number {
    return this.timeline.newestSeq;
  }

  get seen(): Seen {
    const { name, roomId } = this.options;
    return {
      name,
      shown: new Map([[roomId, this.timeline.shown]]),
      faults: [],
      streams: new Map([[roomId, this.streams]]),
    };
  }

  /** Takes nothing more off the line, as a sleeping phone does. */
  stopReading(): void {
    this.socket?.pause();
  }

  readAgain(): void {
    this.socket?.resume();
  }

  /** The line is lost. */
  drop(): void {
    this.socket?.destroy();
    this.socket = undefined;
  }

  close(): void {
    this.drop();
    this.http.close();
  }

  private connect(): Promise<void> {
    const { port, cookie } = this.options;
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const stream = new Stream();
    this.streams.push(stream);
    this.socket = socket;
    const headers = {
      Host: '127.0.0.1',
      Upgrade: 'websocket',
      Connection: 'Upgrade',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
      Cookie: cookie,
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    socket.write(`GET ${socketPath}/?EIO=4&transport=websocket HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    return new Promise((resolve, reject) => {
      const frames = new FrameReader();
      let head: Buffer | undefined = Buffer.alloc(0);
      socket.on('data', (chunk: Buffer) => {
        let rest = chunk;
        if (head !== undefined) {
          head = Buffer.concat([head, chunk]);
          const end = head.indexOf('\r\n\r\n');
          if (end < 0) return;
          if (!head.toString('latin1', 0, 12).endsWith('101')) {
            reject(new Error(`A reader was refused: ${head.toString()}`));
            return;
          }
          rest = head.subarray(end + 4);
          head = undefined;
        }
        for (const frame of frames.read(rest)) this.take(frame, { socket, stream, resolve, reject });
      });
      socket.on('error', reject);
      socket.on('close', () => {
        reject(new Error('A reader was cut off while it connected.'));
      });
    });
  }

  private take(
    { opcode, payload }: Frame,
    line: { socket: Socket; stream: Stream; resolve: () => void; reject: (error: Error) => void },
  ): void {
    if (opcode === closeOpcode) {
      this.closedBecause =
        payload.length < 2 ? 'no reason' : `${payload.readUInt16BE(0)} ${payload.toString('utf8', 2)}`;
      line.socket.destroy();
      return;
    }
    const text = payload.toString();
    if (text.startsWith(eventStart)) this.takeMessage(text, line.stream);
    else if (text.startsWith('0')) line.socket.write(textFrame('40'));
    else if (text === '2') line.socket.write(textFrame('3'));
    else if (text.startsWith('40')) line.resolve();
    else if (text.startsWith('44'))
      line.reject(text.includes(busyCode) ? new TurnedAway() : new Error(`A reader was refused: ${text}`));
  }

  private takeMessage(text: string, stream: Stream): void {
    const message = parseMessage(text);
    if (message.roomId !== this.options.roomId) return;
    stream.take(message);
    this.timeline.take([message]);
    if (this.timeline.isBehind && this.catchingUp === undefined) void this.catchUp();
  }

  private async catchUp(): Promise<void> {
    while (this.catchingUp !== undefined) await this.catchingUp;
    this.catchingUp = this.readMissing();
    await this.catchingUp;
    this.catchingUp = undefined;
  }

  private async readMissing(): Promise<void> {
    while (this.isConnected) {
      const page = await this.readPage();
      if (page === undefined) await delay(retryMs);
      else {
        this.timeline.take(page.items);
        if (page.nextCursor === null && !this.timeline.isBehind) return;
      }
    }
  }

  private async readPage(): Promise<MessagePage | undefined> {
    const { roomId, cookie } = this.options;
    const query = `?after=${this.timeline.newestSeq}&limit=${limits.pages.maxSize}`;
    const request = requestBytes('GET', pathOf(routePatterns.messages, { roomId }) + query, { cookie });
    try {
      const { status, body } = await this.http.send(request);
      // The contract says what a page is.
      return status === 200 ? (JSON.parse(body) as MessagePage) : undefined;
    } catch (error) {
      if (error instanceof LostConnection || error instanceof NoAnswer) return undefined;
      throw error;
    }
  }
}
