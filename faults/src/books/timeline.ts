import type { MessageView } from '@carillon/contracts';

/** What a reader needs to know of a message to put it in its place. */
export type Placed = Pick<MessageView, 'id' | 'seq'>;

/**
 * One room as one reader shows it, by the rule of the web client: in the order of `seq`, each once, and nothing before
 * everything that comes before it.
 */
export class Timeline {
  /** Ids of the messages on screen, from `seq` 1. */
  readonly shown: string[] = [];
  private readonly ahead = new Map<number, string>();

  get newestSeq(): number {
    return this.shown.length;
  }

  /** Whether something is known to be missing between what is shown and the newest one heard of. */
  get isBehind(): boolean {
    return this.ahead.size > 0;
  }

  /** Takes messages in, in any order and any number of times. */
  take(messages: readonly Placed[]): void {
    for (const { id, seq } of messages) if (seq > this.newestSeq) this.ahead.set(seq, id);
    for (let next = this.ahead.get(this.newestSeq + 1); next !== undefined;) {
      this.ahead.delete(this.newestSeq + 1);
      this.shown.push(next);
      next = this.ahead.get(this.newestSeq + 1);
    }
  }
}

/** What came over one connection for one room. */
export class Stream {
  private readonly seqs = new Set<number>();
  private first = Infinity;
  private last = 0;
  /** Numbers that came twice. */
  readonly repeated: number[] = [];
  /** Numbers that came after a later one. */
  readonly late: number[] = [];

  take({ seq }: Placed): void {
    if (this.seqs.has(seq)) this.repeated.push(seq);
    else if (seq < this.last) this.late.push(seq);
    this.seqs.add(seq);
    this.first = Math.min(this.first, seq);
    this.last = Math.max(this.last, seq);
  }

  /** Numbers between the first and the last that never came. */
  get leftOut(): number[] {
    const missing: number[] = [];
    for (let seq = this.first + 1; seq < this.last; seq += 1) if (!this.seqs.has(seq)) missing.push(seq);
    return missing;
  }
}
