import { Writable } from 'node:stream';

/** One line of the log. */
export type LogLine = Record<string, unknown> & { level: number; msg: string };

/** Reads what a server logs. */
export class LogLines extends Writable {
  readonly lines: LogLine[] = [];
  private readonly waiting = new Set<() => void>();

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    for (const line of chunk.toString().split('\n'))
      if (line !== '') this.lines.push(JSON.parse(line) as LogLine);
    for (const check of this.waiting) check();
    done();
  }

  /** Everything that was printed, as one text. */
  get text(): string {
    return this.lines.map((line) => JSON.stringify(line)).join('\n');
  }

  /** Resolves with the first line that matches, written already or yet to come; fails after ten seconds. */
  next(matches: (line: LogLine) => boolean): Promise<LogLine> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(check);
        reject(new Error(`There was no such line. The log: ${this.text}`));
      }, 10_000);
      const check = () => {
        const found = this.lines.find(matches);
        if (found === undefined) return;
        clearTimeout(timer);
        this.waiting.delete(check);
        resolve(found);
      };
      this.waiting.add(check);
      check();
    });
  }
}
