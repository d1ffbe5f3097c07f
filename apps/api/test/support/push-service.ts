import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PushMessage } from '@carillon/contracts';

type Pushed = { path: string; headers: IncomingHttpHeaders; body: Buffer };

/** A push service on this machine, and the browsers that subscribe with it: both sides of the real protocol. */
export class PushService {
  readonly pushed: Pushed[] = [];
  /** What it answers, by path. */
  readonly statuses = new Map<string, number>();
  private constructor(private readonly server: Server) {}

  static async start(): Promise<PushService> {
    const server = createServer();
    const service = new PushService(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const path = request.url ?? '';
        service.pushed.push({ path, headers: request.headers, body: Buffer.concat(chunks) });
        response.writeHead(service.statuses.get(path) ?? 201).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return service;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  browser(device: 'desktop' | 'phone' = 'desktop'): Browser {
    return new Browser(this, device);
  }
}

class Browser {
  readonly path = `/push/${randomBytes(8).toString('hex')}`;
  private readonly pair = createECDH('prime256v1');
  private readonly auth = randomBytes(16);

  constructor(
    private readonly service: PushService,
    private readonly device: 'desktop' | 'phone',
  ) {
    this.pair.generateKeys();
  }

  get subscription() {
    return {
      endpoint: this.service.origin + this.path,
      keys: {
        p256dh: this.pair.getPublicKey('base64url'),
        auth: this.auth.toString('base64url'),
      },
      device: this.device,
    };
  }

  /** What reached this browser, decrypted, in order. */
  messages(): PushMessage[] {
    return this.requests().map(({ body }) => JSON.parse(this.decrypt(body).toString()) as PushMessage);
  }

  requests(): Pushed[] {
    return this.service.pushed.filter(({ path }) => path === this.path);
  }

  private decrypt(body: Buffer): Buffer {
    const [salt, rest] = [body.subarray(0, 16), body.subarray(20)];
    const [theirs, sealed] = [rest.subarray(1, 1 + rest[0]!), rest.subarray(1 + rest[0]!)];
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.pair.getPublicKey(), theirs]);
    const secret = Buffer.from(hkdfSync('sha256', this.pair.computeSecret(theirs), this.auth, info, 32));
    const part = (name: string, length: number) =>
      Buffer.from(hkdfSync('sha256', secret, salt, `Content-Encoding: ${name}\0`, length));
    const decipher = createDecipheriv('aes-128-gcm', part('aes128gcm', 16), part('nonce', 12));
    decipher.setAuthTag(sealed.subarray(-16));
    const text = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    return text.subarray(0, text.lastIndexOf(2));
  }
}

/** Checks the signature of a push as push services do, and answers its claims. */
export function vapidClaims(authorization: string | undefined, publicKey: string): Record<string, unknown> {
  const [, header = '', claims = '', signature = '', key = ''] =
    /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(authorization ?? '') ?? [];
  if (key !== publicKey) throw new Error('The push names another key.');
  const point = Buffer.from(key, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const isValid = verify(
    'sha256',
    Buffer.from(`${header}.${claims}`),
    { key: createPublicKey({ format: 'jwk', key: jwk }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!isValid) throw new Error('The signature is not right.');
  return JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
}
