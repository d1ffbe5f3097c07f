import { connect, type Socket } from 'node:net';
import { mark, postText, writeNumber } from './post-text.js';

export type PostAddress = { port: number; path: string; headers?: Record<string, string>; field: string };

const bodyBreak = Buffer.from('\r\n\r\n');
const acceptedStart = Buffer.from('HTTP/1.1 200');

/** One connection that posts, one request at a time, over kept-alive HTTP. */
export class Poster {
  private readonly request: Buffer;
  private readonly numberAt: number;
  private answer: Buffer = Buffer.alloc(0);
  private done: ((isAccepted: boolean) => void) | undefined;

  private constructor(
    private readonly socket: Socket,
    { path, headers = {}, field }: PostAddress,
  ) {
    const body = JSON.stringify({ [field]: postText(0) });
    const lines = Object.entries({
      Host: '127.0.0.1',
      'Content-Type': 'application/json',
      'Content-Length': String(Buffer.byteLength(body)),
      ...headers,
    }).map(([name, value]) => `${name}: ${value}`);
    this.request = Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
    this.numberAt = this.request.lastIndexOf(mark);
    socket.on('data', (chunk: Buffer) => {
      this.read(chunk);
    });
  }

  static open(address: PostAddress): Promise<Poster> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port: address.port, host: '127.0.0.1', noDelay: true });
      socket.once('error', reject).once('connect', () => {
        resolve(new Poster(socket, address));
      });
      socket.on('close', () => {
        throw new Error('A server closed a posting connection.');
      });
    });
  }

  get isFree(): boolean {
    return this.done === undefined;
  }

  post(number: number, done: (isAccepted: boolean) => void): void {
    this.done = done;
    writeNumber(this.request, this.numberAt, number);
    this.socket.write(this.request);
  }

  close(): void {
    this.socket.removeAllListeners('close').destroy();
  }

  private read(chunk: Buffer): void {
    this.answer = this.answer.length === 0 ? chunk : Buffer.concat([this.answer, chunk]);
    const end = this.answer.indexOf(bodyBreak);
    if (end < 0) return;
    const head = this.answer.toString('latin1', 0, end);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? NaN);
    if (this.answer.length < end + bodyBreak.length + length) return;
    const isAccepted = this.answer.subarray(0, acceptedStart.length).equals(acceptedStart);
    this.answer = Buffer.alloc(0);
    const { done } = this;
    this.done = undefined;
    done?.(isAccepted);
  }
}
