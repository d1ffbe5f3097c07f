import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** How often nodes are asked whether they are ready. Unit: milliseconds. */
const askEveryMs = 200;
const askTimeoutMs = 1_000;

/** Spreads connections over the nodes that say they are ready; a node that takes none is passed over. */
export class Balancer {
  private readonly sockets = new Set<Socket>();
  private readonly ready = new Set<number>();
  private readonly timer: NodeJS.Timeout;
  private turn = 0;

  private constructor(
    private readonly server: Server,
    private readonly ports: readonly number[],
  ) {
    for (const port of ports) this.ready.add(port);
    server.on('connection', (near: Socket) => {
      this.keep(near);
      this.turn += 1;
      this.dial(near, this.candidates());
    });
    this.timer = setInterval(() => {
      for (const port of ports) void this.ask(port);
    }, askEveryMs);
  }

  static async open(ports: readonly number[]): Promise<Balancer> {
    const server = createServer({ noDelay: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Balancer(server, ports);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await once(this.server, 'close');
  }

  private async ask(port: number): Promise<void> {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/health/ready`, {
        signal: AbortSignal.timeout(askTimeoutMs),
        headers: { connection: 'close' },
      });
      await response.text();
      if (response.ok) this.ready.add(port);
      else this.ready.delete(port);
    } catch {
      // Not reached is not ready.
      this.ready.delete(port);
    }
  }

  /** In turn, those that are ready first. */
  private candidates(): number[] {
    const turned = this.ports.map((_, index) => this.ports[(index + this.turn) % this.ports.length] ?? 0);
    return turned.toSorted((a, b) => Number(this.ready.has(b)) - Number(this.ready.has(a)));
  }

  private dial(near: Socket, [port, ...others]: readonly number[]): void {
    if (port === undefined) {
      near.destroy();
      return;
    }
    const far = connect({ port, host: '127.0.0.1', noDelay: true });
    this.keep(far);
    const dialNext = () => {
      this.dial(near, others);
    };
    far.once('error', dialNext);
    far.once('connect', () => {
      far.off('error', dialNext);
      near.pipe(far).pipe(near);
      near.once('close', () => far.destroy());
      far.once('close', () => near.destroy());
    });
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    // Whoever is at the other end finds out by the connection's end.
    socket.on('error', () => undefined);
    socket.once('close', () => this.sockets.delete(socket));
  }
}
