import { becomesTrue } from '../waiting.js';
import type { PostOffice } from './post-office.js';
import type { Sender } from './senders.js';

/** The clock of the senders. Unit: milliseconds. */
const tickMs = 5;
/** No post takes longer, with all its repetitions. */
const endMs = 60_000;
/** More are not sent while this many wait for their answers: the machine has only so many ports. */
const maxUnderWay = 3_000;

type LoadOptions = { perSecond: number; padding?: number; isPatient?: boolean };

/** Posts at a steady rate, whatever becomes of the posts before: senders do not wait for each other. */
export class Load {
  private timer: NodeJS.Timeout | undefined;
  private sent = 0;
  private underWay = 0;

  constructor(
    private readonly office: PostOffice,
    private readonly senders: readonly Sender[],
    private readonly options: LoadOptions,
  ) {}

  start(): this {
    const startedAt = performance.now();
    this.sent = 0;
    this.timer = setInterval(() => {
      const due = ((performance.now() - startedAt) * this.options.perSecond) / 1000;
      for (; this.sent < due; this.sent += 1) if (this.office.size < maxUnderWay) this.sendOne();
    }, tickMs);
    return this;
  }

  /** Sends nothing more, and waits for the answers. */
  async stop(): Promise<void> {
    this.halt();
    await becomesTrue(() => this.underWay === 0, endMs);
  }

  halt(): void {
    clearInterval(this.timer);
  }

  private sendOne(): void {
    const sender = this.senders[this.sent % this.senders.length];
    if (sender === undefined) throw new Error('A load needs senders.');
    const { padding = 0, isPatient = false } = this.options;
    this.underWay += 1;
    const posting = isPatient ? this.office.postPatiently(sender) : this.office.post(sender, { padding });
    void posting.then(() => (this.underWay -= 1));
  }
}
