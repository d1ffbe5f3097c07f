import { connect, type Socket } from 'node:net';
import { clientFrame, FrameReader } from './frames.js';
import { mark, readNumber } from './post-text.js';

export type Wire = 'socket.io' | 'websocket';
export type ReaderAddress = { port: number; wire: Wire; cookie?: string };

const pong = clientFrame('3');
const join = clientFrame('40');
const timeoutMs = 60_000;

/** All readers read into it, one after the other: what is in it has been dealt with before the next read. */
const shared = Buffer.allocUnsafe(262_144);

/** A reader that does nothing but count: it stands for a browser and must cost as little as possible. */
export class Reader {
  /** Changes with every post and with their order. */
  order = 0;
  count = 0;
  private markAt = 0;
  private isReady = false;
  private lastText = '';
  private ready: { resolve: () => void; reject: (error: Error) => void } | undefined;

  private constructor(
    private readonly socket: Socket,
    private readonly wire: Wire,
    private readonly onPost: (number: number) => void,
  ) {}

  static open(address: ReaderAddress, onPost: (number: number) => void): Promise<Reader> {
    return new Promise((resolve, reject) => {
      let take: (chunk: Buffer) => void = () => undefined;
      const socket = connect({
        port: address.port,
        host: '127.0.0.1',
        onread: {
          buffer: shared,
          callback: (size, buffer) => {
            take(Buffer.from(buffer.buffer, buffer.byteOffset, size));
            return true;
          },
        },
      });
      const reader = new Reader(socket, address.wire, onPost);
      const timer = setTimeout(() => {
        fail(new Error('A reader could not connect in time.'));
      }, timeoutMs);
      const fail = (error: Error) => {
        clearTimeout(timer);
        socket.destroy();
        reject(error);
      };
      reader.ready = {
        resolve: () => {
          clearTimeout(timer);
          resolve(reader);
        },
        reject: fail,
      };
      socket.on('error', fail).on('close', () => {
        fail(new Error(`A reader lost its connection. Last: ${reader.lastText}`));
      });
      take = reader.upgrade(address, (next) => {
        take = next;
      });
    });
  }

  close(): void {
    this.socket.removeAllListeners('close').destroy();
  }

  private upgrade({ wire, cookie }: ReaderAddress, goOn: (take: (chunk: Buffer) => void) => void) {
    const path = wire === 'socket.io' ? '/socket.io/?EIO=4&transport=websocket' : '/';
    const headers = [
      `GET ${path} HTTP/1.1`,
      'Host: 127.0.0.1',
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      ...(cookie === undefined ? [] : [`Cookie: ${cookie}`]),
    ];
    this.socket.write(`${headers.join('\r\n')}\r\n\r\n`);
    let head = Buffer.alloc(0);
    return (chunk: Buffer) => {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      const status = head.subarray(0, 12).toString('latin1');
      if (status !== 'HTTP/1.1 101')
        this.ready?.reject(new Error(`A reader was refused: ${head.toString()}`));
      const frames = new FrameReader((buffer, from, to) => this.take(buffer, from, to));
      goOn((next) => frames.read(next));
      if (wire === 'websocket') this.becomeReady();
      frames.read(head.subarray(end + 4));
    };
  }

  private take(buffer: Buffer, start: number, end: number): void {
    let at = start + this.markAt;
    if (buffer[at] !== mark || at >= end) at = buffer.indexOf(mark, start);
    if (at < 0 || at >= end) {
      this.takeOther(buffer.toString('utf8', start, end));
      return;
    }
    this.markAt = at - start;
    const number = readNumber(buffer, at);
    this.count += 1;
    this.order = (Math.imul(this.order, 31) + number) | 0;
    this.onPost(number);
  }

  /** Packets of Socket.IO beside events: open, connect, ping. */
  private takeOther(text: string): void {
    this.lastText = text;
    if (this.wire === 'websocket') return;
    if (text.startsWith('0')) this.socket.write(join);
    else if (text === '2') this.socket.write(pong);
    else if (text.startsWith('40')) this.becomeReady();
    else if (text.startsWith('44')) this.ready?.reject(new Error(`A reader was refused: ${text}`));
  }

  private becomeReady(): void {
    if (!this.isReady) this.ready?.resolve();
    this.isReady = true;
  }
}
