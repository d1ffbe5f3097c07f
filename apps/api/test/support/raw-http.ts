import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** One answer as it came over the wire. */
export type RawAnswer = {
  readonly status: number;
  readonly version: string;
  /** By lower-cased name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
};

type Read = { answer: RawAnswer; length: number };

const patienceMs = 10_000;

/** A connection on which a test decides every byte, and reads what comes back answer by answer. */
export class RawHttp {
  private received = Buffer.alloc(0);
  private isEnded = false;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => {
      this.received = Buffer.concat([this.received, chunk]);
    });
    // Both ways to end are the same to a reader; what was received stays readable.
    socket.on('error', () => undefined);
    socket.on('end', () => {
      this.isEnded = true;
    });
    socket.on('close', () => {
      this.isEnded = true;
    });
  }

  static async open(port: number): Promise<RawHttp> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    return new RawHttp(socket);
  }

  /** Whether the server has closed its side. */
  get isClosed(): boolean {
    return this.isEnded;
  }

  send(bytes: string | Buffer): this {
    this.socket.write(bytes);
    return this;
  }

  /** The next answer, interim ones (100) included. `hasBody` is false for an answer to HEAD. */
  async answer(hasBody = true): Promise<RawAnswer> {
    const found = await this.until(() => readAnswer(this.received, hasBody));
    this.received = this.received.subarray(found.length);
    return found.answer;
  }

  /** Resolves when the server has closed the connection; answers whatever came and was not read. */
  async closed(): Promise<string> {
    await this.until(() => (this.isEnded ? true : undefined));
    return this.received.toString();
  }

  /** Closes our side only, as a sender does that has said everything. */
  finish(): this {
    this.socket.end();
    return this;
  }

  close(): void {
    this.socket.destroy();
  }

  private until<Value>(look: () => Value | undefined): Promise<Value> {
    return new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        this.socket.off('data', check).off('end', check).off('close', check);
      };
      const fail = (reason: string) => {
        stop();
        reject(new Error(`${reason} Received: ${JSON.stringify(this.received.toString())}`));
      };
      const check = () => {
        const value = look();
        if (value !== undefined) {
          stop();
          resolve(value);
        } else if (this.isEnded) fail('The connection was closed without a whole answer.');
      };
      const timer = setTimeout(() => {
        fail('Nothing in time.');
      }, patienceMs);
      this.socket.on('data', check).on('end', check).on('close', check);
      check();
    });
  }
}

/** What a request consists of; the rest is filled in as any client would. */
export type RawRequest = {
  method?: string;
  target: string;
  version?: '1.0' | '1.1';
  headers?: Readonly<Record<string, string>>;
  body?: string | Buffer;
};

/** The bytes of a request. `Content-Length` is set where a body is given and no header says otherwise. */
export function requestBytes({
  method = 'POST',
  target,
  version = '1.1',
  headers = {},
  body,
}: RawRequest): Buffer {
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  const needsLength =
    body !== undefined && !names.includes('content-length') && !names.includes('transfer-encoding');
  const lines = [
    `${method} ${target} HTTP/${version}`,
    ...(version === '1.0' ? [] : ['Host: chat.example.com']),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(needsLength ? [`Content-Length: ${Buffer.byteLength(body)}`] : []),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), Buffer.from(body ?? '')]);
}

/** Sends one request on a connection of its own and reads its answer. */
export async function sendRaw(port: number, request: RawRequest | Buffer): Promise<RawAnswer> {
  const connection = await RawHttp.open(port);
  try {
    const bytes = Buffer.isBuffer(request) ? request : requestBytes(request);
    const isHead = bytes.subarray(0, 5).toString() === 'HEAD ';
    return await connection.send(bytes).answer(!isHead);
  } finally {
    connection.close();
  }
}

function readAnswer(bytes: Buffer, hasBody: boolean): Read | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [statusLine = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const [version = '', status = ''] = statusLine.split(' ');
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  const isInterim = status.startsWith('1');
  const length = hasBody && !isInterim ? Number(headers.get('content-length') ?? 0) : 0;
  if (bytes.length < end + 4 + length) return undefined;
  const body = bytes.subarray(end + 4, end + 4 + length).toString();
  return { answer: { version, status: Number(status), headers, body }, length: end + 4 + length };
}
