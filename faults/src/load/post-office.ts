import { randomUUID } from 'node:crypto';
import { textOf, type Books, type Entry, type Outcome } from '../books/books.js';
import { HttpConnection, LostConnection, type Answer } from './http-connection.js';
import { delay } from '../waiting.js';
import type { Sender } from './senders.js';

/** A sender that waits longer than this counts as never answered: the promise is 2 s. Unit: milliseconds. */
const patienceMs = 30_000;
/** Before a post is repeated. */
const repeatMs = 100;

/** Sends posts over as many connections as it takes, and enters each with its answer. */
export class PostOffice {
  private readonly idle: HttpConnection[] = [];
  private underWay = 0;
  /** Posts that ended so, since the beginning. */
  readonly ended: Record<Outcome, number> = { accepted: 0, refused: 0, lost: 0, silent: 0, wrong: 0 };
  /** Posts that were not accepted at the first attempt. */
  repeated = 0;
  private readonly whenQuiet: (() => void)[] = [];

  constructor(
    private readonly port: number,
    private readonly books: Books,
  ) {}

  get size(): number {
    return this.underWay;
  }

  /** Never throws: what went wrong stands in the entry. */
  async post(sender: Sender, { padding = 0, key }: { padding?: number; key?: string } = {}): Promise<Entry> {
    const entry = this.books.open(sender.roomId);
    await this.send(sender, entry, sender.request(textOf(entry.number, padding), key));
    return entry;
  }

  /** As a sender that repeats, with the same key, what was refused or got no answer. */
  async postPatiently(sender: Sender): Promise<Entry> {
    const entry = this.books.open(sender.roomId);
    const deadline = performance.now() + patienceMs;
    const request = sender.request(textOf(entry.number), randomUUID());
    await this.send(sender, entry, request);
    if (entry.outcome !== 'accepted') this.repeated += 1;
    while ((entry.outcome === 'lost' || entry.outcome === 'refused') && performance.now() < deadline) {
      await delay(repeatMs);
      await this.send(sender, entry, request);
    }
    return entry;
  }

  /** Waits for the answers that are still to come. */
  async quiet(): Promise<void> {
    if (this.underWay > 0) await new Promise<void>((resolve) => this.whenQuiet.push(resolve));
  }

  close(): void {
    for (const connection of this.idle.splice(0)) connection.close();
  }

  /** Sends a request that has its place in the books already, such as a repetition. */
  async send(sender: Sender, entry: Entry, request: Buffer): Promise<void> {
    const connection = this.idle.pop() ?? new HttpConnection(this.port, patienceMs);
    this.underWay += 1;
    try {
      enter(entry, sender, await connection.send(request));
    } catch (error) {
      entry.outcome = error instanceof LostConnection ? 'lost' : 'silent';
      entry.complaint = undefined;
    } finally {
      entry.afterMs = performance.now() - entry.sentAt;
      if (entry.outcome !== undefined) this.ended[entry.outcome] += 1;
      this.idle.push(connection);
      this.underWay -= 1;
      if (this.underWay === 0) for (const resolve of this.whenQuiet.splice(0)) resolve();
    }
  }
}

function enter(entry: Entry, sender: Sender, answer: Answer): void {
  entry.status = answer.status;
  entry.messageId = sender.acceptedId(answer);
  if (entry.messageId !== undefined) entry.outcome = 'accepted';
  else if (answer.status === 429 || answer.status === 503) {
    entry.outcome = 'refused';
    if (!/^[1-9]\d*$/.test(answer.retryAfter ?? ''))
      entry.complaint = `${answer.status} without Retry-After in seconds`;
  } else {
    entry.outcome = 'wrong';
    entry.complaint = answer.body.slice(0, 200);
  }
}
