import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { CpuProfile } from '../profile.js';

type Reply = { id: number; result?: { profile?: CpuProfile }; error?: { message: string } };

/** Profiles a running Node program from outside, through its inspector. */
export class Profiler {
  private lastId = 0;

  private constructor(private readonly inspector: WebSocket) {}

  /** `url` is what Node prints when it is started with `--inspect`. */
  static async connect(url: string): Promise<Profiler> {
    const inspector = new WebSocket(url, { perMessageDeflate: false });
    await once(inspector, 'open');
    const profiler = new Profiler(inspector);
    await profiler.ask('Profiler.enable');
    return profiler;
  }

  async start(): Promise<void> {
    await this.ask('Profiler.start');
  }

  async stop(): Promise<CpuProfile> {
    const { profile } = (await this.ask('Profiler.stop')) ?? {};
    if (profile === undefined) throw new Error('The inspector sent no profile.');
    return profile;
  }

  close(): void {
    this.inspector.close();
  }

  private async ask(method: string): Promise<Reply['result']> {
    this.lastId += 1;
    const id = this.lastId;
    this.inspector.send(JSON.stringify({ id, method }));
    for (;;) {
      const [data] = (await once(this.inspector, 'message')) as [Buffer];
      const reply = JSON.parse(data.toString()) as Reply;
      if (reply.error) throw new Error(`The inspector refused ${method}: ${reply.error.message}`);
      if (reply.id === id) return reply.result;
    }
  }
}
