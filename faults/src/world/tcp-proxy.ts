import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Chance } from '../chance.js';

/** One connection through the proxy: both halves. */
type Line = { readonly near: Socket; readonly far: Socket; isSilent: boolean };

/** A line between two programs that can be cut, slowed down, or go dead without either end being told. */
export class TcpProxy {
  private readonly lines = new Set<Line>();
  private isRefusing = false;
  private delayMs = 0;

  private constructor(
    private readonly server: Server,
    private readonly targetPort: number,
  ) {
    server.on('connection', (near: Socket) => {
      this.take(near);
    });
  }

  static async open(targetPort: number): Promise<TcpProxy> {
    const server = createServer({ noDelay: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TcpProxy(server, targetPort);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get size(): number {
    return this.lines.size;
  }

  /** Resets every connection. */
  cut(): void {
    for (const line of this.lines) reset(line);
  }

  /** Resets one. False if there is none. */
  cutOne(chance: Chance): boolean {
    const lines = [...this.lines];
    if (lines.length === 0) return false;
    reset(chance.pick(lines));
    return true;
  }

  /** From now on new connections are reset at once, or not. */
  refuse(isRefusing: boolean): void {
    this.isRefusing = isRefusing;
  }

  /** What is sent from now on arrives so much later, either way. Order is kept. */
  delay(ms: number): void {
    this.delayMs = ms;
  }

  /** Nothing passes any more on the present connections, and nobody is told: new ones work. */
  silence(): void {
    for (const line of this.lines) line.isSilent = true;
  }

  async close(): Promise<void> {
    this.server.close();
    this.cut();
    await once(this.server, 'close');
  }

  private take(near: Socket): void {
    if (this.isRefusing) {
      near.resetAndDestroy();
      return;
    }
    const far = connect({ port: this.targetPort, host: '127.0.0.1', noDelay: true });
    const line: Line = { near, far, isSilent: false };
    this.lines.add(line);
    this.carry(line, near, far);
    this.carry(line, far, near);
  }

  private carry(line: Line, from: Socket, to: Socket): void {
    const waiting: (Buffer | 'end')[] = [];
    let lastDueAt = 0;
    let pending = 0;
    const pass = (what: Buffer | 'end') => {
      if (line.isSilent || to.destroyed) return;
      if (what === 'end') to.end();
      else if (!to.write(what) && !from.destroyed) {
        from.pause();
        to.once('drain', () => from.resume());
      }
    };
    const send = (what: Buffer | 'end') => {
      const now = performance.now();
      lastDueAt = Math.max(lastDueAt, now + this.delayMs);
      if (pending === 0 && lastDueAt <= now) {
        pass(what);
        return;
      }
      waiting.push(what);
      pending += 1;
      // Timers may change places, what they send does not.
      setTimeout(() => {
        pending -= 1;
        const first = waiting.shift();
        if (first !== undefined) pass(first);
      }, lastDueAt - now);
    };
    from.on('data', send);
    from.on('end', () => {
      send('end');
    });
    from.on('error', () => {
      reset(line);
    });
    from.on('close', () => {
      // The silent line is forgotten only when both ends have given it up.
      if (!line.isSilent) to.destroySoon();
      if (line.near.destroyed && line.far.destroyed) this.lines.delete(line);
    });
  }
}

function reset({ near, far }: Line): void {
  near.resetAndDestroy();
  far.resetAndDestroy();
}
