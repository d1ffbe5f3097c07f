import { connect, type Socket } from 'node:net';

/** One answer as it came over the wire. */
export type Answer = {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: string;
};

/** The connection could not be made, or broke before the whole answer was there. */
export class LostConnection extends Error {
  override readonly name = 'LostConnection';
}

/** No answer in time. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

const headEnd = Buffer.from('\r\n\r\n');

/** A kept-alive HTTP connection that carries one request at a time, and is made anew when it broke. */
export class HttpConnection {
  private socket: Socket | undefined;
  private received: Buffer = Buffer.alloc(0);
  private settle: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;

  constructor(
    private readonly port: number,
    /** Unit: milliseconds. */
    private readonly patienceMs: number,
  ) {}

  /** @throws LostConnection, NoAnswer */
  send(request: Buffer): Promise<Answer> {
    const socket = this.open();
    return new Promise<Answer>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.fail(socket, new NoAnswer(`No answer within ${this.patienceMs} ms.`));
      }, this.patienceMs);
      this.settle = {
        resolve: (answer) => {
          clearTimeout(timer);
          resolve(answer);
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      };
      socket.write(request);
    });
  }

  close(): void {
    this.socket?.destroy();
    this.socket = undefined;
  }

  private open(): Socket {
    if (this.socket !== undefined) return this.socket;
    const socket = connect({ port: this.port, host: '127.0.0.1', noDelay: true });
    this.socket = socket;
    this.received = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      this.read(socket, chunk);
    });
    socket.on('error', (cause) => {
      this.fail(socket, new LostConnection(cause.message, { cause }));
    });
    socket.on('close', () => {
      this.fail(socket, new LostConnection('The connection was closed.'));
    });
    return socket;
  }

  private read(socket: Socket, chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const end = this.received.indexOf(headEnd);
    if (end < 0) return;
    const head = this.received.toString('latin1', 0, end);
    const bodyAt = end + headEnd.length;
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    if (this.received.length < bodyAt + length) return;
    const answer = {
      status: Number(head.slice(9, 12)),
      retryAfter: /\r\nretry-after: *([^\r]*)/i.exec(head)?.[1],
      body: this.received.toString('utf8', bodyAt, bodyAt + length),
    };
    this.received = this.received.subarray(bodyAt + length);
    if (/\r\nconnection: *close/i.test(head)) this.forget(socket);
    const { settle } = this;
    this.settle = undefined;
    settle?.resolve(answer);
  }

  private fail(socket: Socket, error: Error): void {
    if (this.socket !== socket) return;
    this.forget(socket);
    const { settle } = this;
    this.settle = undefined;
    settle?.reject(error);
  }

  private forget(socket: Socket): void {
    if (this.socket === socket) this.socket = undefined;
    socket.destroy();
  }
}

/** The bytes of a request with a JSON body, or with none. */
export function requestBytes(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body = '',
): Buffer {
  const lines = Object.entries({
    Host: '127.0.0.1',
    ...(body !== '' && { 'Content-Type': 'application/json' }),
    'Content-Length': String(Buffer.byteLength(body)),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}
