import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

const startTimeoutMs = 60_000;

/** A Node program that is ready once it has printed a certain text. */
export class Program {
  private constructor(
    private readonly process: ChildProcess,
    /** What it printed until then. */
    readonly output: string,
  ) {}

  static start(args: string[], environment: Record<string, string>, readyText: string): Promise<Program> {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    return new Promise((resolve, reject) => {
      const fail = (reason: string) => {
        child.kill('SIGKILL');
        reject(new Error(`${args.at(-1) ?? ''} ${reason}. It printed:\n${output}`));
      };
      const timer = setTimeout(() => {
        fail('was not ready in time');
      }, startTimeoutMs);
      const read = (chunk: Buffer) => {
        output += chunk.toString();
        if (!output.includes(readyText)) return;
        clearTimeout(timer);
        resolve(new Program(child, output));
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', (code) => {
        clearTimeout(timer);
        fail(`ended with code ${String(code)}`);
      });
    });
  }

  get pid(): number {
    return this.process.pid ?? NaN;
  }

  async stop(): Promise<void> {
    // A signal may have ended it already, as Ctrl-C does that goes to all.
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await ended;
  }
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
