import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Answer, Command, Measurement, Plan } from './protocol.js';
import type { ReaderAddress } from './reader.js';

/** The process that posts and reads. */
export class Load {
  private constructor(private readonly program: ChildProcess) {}

  static async connect(readers: ReaderAddress[]): Promise<Load> {
    const load = new Load(fork(join(import.meta.dirname, 'main.js'), { stdio: 'inherit' }));
    await load.tell({ kind: 'connect', readers });
    return load;
  }

  async measure(plan: Plan): Promise<Measurement> {
    const { measurement } = await this.tell({ kind: 'measure', plan });
    if (measurement === undefined) throw new Error('The load process measured nothing.');
    return measurement;
  }

  async close(): Promise<void> {
    const ended = once(this.program, 'exit');
    this.program.send({ kind: 'close' } satisfies Command);
    await ended;
  }

  private async tell(command: Command): Promise<Extract<Answer, { kind: 'done' }>> {
    this.program.send(command);
    const ended = new AbortController();
    const exit = once(this.program, 'exit', ended).then(([code]: unknown[]): Answer => {
      return { kind: 'failed', reason: `The load process ended with code ${String(code)}.` };
    });
    const message = once(this.program, 'message', ended).then(([answer]: unknown[]) => answer as Answer);
    // Whichever does not happen is given up below.
    exit.catch(() => undefined);
    message.catch(() => undefined);
    const answer = await Promise.race([message, exit]);
    ended.abort();
    if (answer.kind === 'failed') throw new Error(answer.reason);
    return answer;
  }
}
