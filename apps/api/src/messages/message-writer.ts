import { setTimeout as delay } from 'node:timers/promises';
import { limits, type RoomId } from '@carillon/contracts';
import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { maxStatementMs } from '../platform/database/data-source.js';
import { DatabaseTime } from '../platform/database/database-time.js';
import { PostingConnections } from '../platform/database/posting-connections.js';
import { isDatabaseOutage } from '../platform/database/outage.js';
import { outage } from '../platform/errors/problem.filter.js';
import { EventBus } from '../platform/events/event-bus.js';
import { TRACING, type Tracing } from '../platform/observability/tracing.js';
import { broadcastTooLarge } from './broadcast-rule.js';
import { isAnswerLost, LostAnswers } from './lost-answers.js';
import type { MessageDraft, WriteOutcome } from './message-draft.js';
import { insertMessages } from './message-insert.js';
import { presentDraft } from './message.presenter.js';
import { MessagePosted } from './messages.events.js';
import { WriteQueue, type Settled, type Waiting } from './write-queue.js';
import { WriterMetrics } from './writer-metrics.js';

/** Drafts in one statement. Larger groups gain nothing and hold their rooms longer. */
const maxBatchSize = 200;
/** Statements under way at once. Two keep the database busy while one result is read. */
const maxBatchesUnderWay = 2;
/** Drafts that may wait; beyond, the server is overloaded and says so. About two seconds' worth. */
const maxWaiting = 10_000;

/** What became of a draft, with the message as everyone sees it where it was stored. */
export type Written = Exclude<Settled, { kind: 'broadcast' }>;

/**
 * The only place where a message is stored.
 *
 * Drafts that arrive while a statement is under way form the next one (group commit); when idle a draft is written
 * at once. A room is in one statement at a time, so the events of a room leave in the order of `seq`.
 */
@Injectable()
export class MessageWriter implements BeforeApplicationShutdown {
  private readonly queue = new WriteQueue();
  private readonly time = new DatabaseTime();
  private batchesUnderWay = 0;
  private readonly whenIdle: (() => void)[] = [];
  private readonly lostAnswers: LostAnswers;
  /** For each group whose answer was lost: rooms that something was announced in since. */
  private readonly watchers = new Set<Set<RoomId>>();
  private readonly logger = new Logger(MessageWriter.name);

  constructor(
    private readonly connections: PostingConnections,
    private readonly events: EventBus,
    private readonly metrics: WriterMetrics,
    @Inject(TRACING) private readonly tracing: Tracing,
  ) {
    this.lostAnswers = new LostAnswers(connections);
    metrics.watch(
      () => this.queue.size,
      () => this.batchesUnderWay,
    );
  }

  /**
   * Resolves once the message is durably stored, or known not to be.
   * @throws DomainError BROADCAST_TOO_LARGE; SERVICE_UNAVAILABLE if the database or the queue cannot take it
   */
  async write(draft: MessageDraft): Promise<Written> {
    if (this.queue.size >= maxWaiting) throw outage();
    const settled = await new Promise<Settled>((settle, fail) => {
      const deadline = performance.now() + limits.requests.maxDatabaseWaitMs;
      this.queue.push({ draft, deadline, place: this.tracing.here(), settle, fail });
      this.writeWaiting();
    });
    if (settled.kind === 'broadcast') throw broadcastTooLarge(settled.memberCount);
    return settled;
  }

  /** What was accepted before the end is stored before the end. */
  async beforeApplicationShutdown(): Promise<void> {
    if (this.batchesUnderWay > 0) await new Promise<void>((resolve) => this.whenIdle.push(resolve));
  }

  private writeWaiting(): void {
    while (this.batchesUnderWay < maxBatchesUnderWay) {
      const batch = this.queue.take(maxBatchSize);
      if (batch.length === 0) return;
      void this.writeBatch(batch);
    }
  }

  /** The next group is on its way before the senders of this one are told, so that the database does not wait for us. */
  private async writeBatch(batch: Waiting[]): Promise<void> {
    this.batchesUnderWay += 1;
    const tellSenders = await this.store(failLate(batch));
    this.queue.release(batch);
    this.batchesUnderWay -= 1;
    this.writeWaiting();
    tellSenders();
    if (this.batchesUnderWay === 0) for (const resolve of this.whenIdle.splice(0)) resolve();
  }

  /** Returns what remains to be done: announcing what was stored and answering for it. */
  private async store(batch: Waiting[]): Promise<() => void> {
    if (batch.length === 0) return () => undefined;
    try {
      const outcomes = await this.insert(batch);
      return () => {
        for (const [index, item] of batch.entries())
          this.finish(item, outcomes[index] ?? { kind: 'refused' });
      };
    } catch (error) {
      this.metrics.countFailure();
      return this.storeSingly(batch, error);
    }
  }

  private async insert(batch: Waiting[]): Promise<WriteOutcome[]> {
    const drafts = batch.map((item) => item.draft);
    const startedAt = performance.now();
    const outcomes = await this.tracing.withinAll(
      'commit',
      () => batch.map((item) => item.place),
      () => insertMessages(this.connections, this.time, drafts, startedAt + maxStatementMs),
    );
    this.metrics.countCommit(outcomes, performance.now() - startedAt);
    return outcomes;
  }

  /** One draft that the database will not take must not fail its neighbours: each gets a statement of its own. */
  private async storeSingly(batch: Waiting[], error: unknown): Promise<() => void> {
    if (isDatabaseOutage(error)) {
      // What waits behind an outage would meet it next, and its sender would be told too late: it is told now.
      failAll(this.queue.drain(), outage(error));
      if (isAnswerLost(error)) return this.findOut(batch, error);
      failAll(batch, outage(error));
    } else if (batch.length === 1) for (const item of batch) item.fail(error);
    else for (const item of batch) (await this.store([item]))();
    return () => undefined;
  }

  /** The connection broke, perhaps in the middle of the commit: the database is asked, as long as there is time. */
  private async findOut(batch: Waiting[], error: unknown): Promise<() => void> {
    const asked = this.lostAnswers.find(batch.map(({ draft }) => draft));
    const deadline = Math.min(...batch.map((item) => item.deadline));
    const leftMs = Math.max(0, deadline - performance.now());
    const found = await Promise.race([asked, delay(leftMs, undefined, { ref: false })]);
    if (found === undefined) {
      failAll(batch, outage(error));
      this.announceLate(batch, asked);
      return () => undefined;
    }
    return () => {
      for (const item of batch) {
        const outcome = found.get(item.draft.id);
        if (outcome === undefined) item.fail(outage(error));
        else this.finish(item, outcome);
      }
    };
  }

  /**
   * Nobody could tell in time, and the senders were told 503; what is stored all the same is shown as soon as the
   * database says so. Where a later message of the room has gone out, readers have noticed the gap and filled it.
   */
  private announceLate(batch: Waiting[], asked: ReturnType<LostAnswers['find']>): void {
    const followed = new Set<RoomId>();
    this.watchers.add(followed);
    asked
      .then((found) => {
        for (const { draft } of batch) {
          const outcome = found?.get(draft.id);
          if (outcome !== undefined && !followed.has(draft.roomId))
            this.events.publish(new MessagePosted(presentDraft(draft, outcome)));
        }
      })
      .catch((error: unknown) => {
        this.logger.warn({ err: error }, 'It could not be found out whether messages were stored.');
      })
      .finally(() => this.watchers.delete(followed));
  }

  /** The event leaves before the sender is answered; both come after the commit. */
  private finish({ draft, settle }: Waiting, outcome: WriteOutcome): void {
    if (outcome.kind !== 'stored') {
      settle(outcome);
      return;
    }
    const message = presentDraft(draft, outcome);
    for (const followed of this.watchers) followed.add(draft.roomId);
    this.events.publish(new MessagePosted(message));
    settle({ kind: 'stored', message, dueInMs: outcome.dueInMs });
  }
}

function failAll(items: readonly Waiting[], reason: Error): void {
  for (const item of items) item.fail(reason);
}

/** Drafts that waited too long are told so and dropped; the others are returned. */
function failLate(batch: Waiting[]): Waiting[] {
  const now = performance.now();
  return batch.filter((item) => {
    const isLate = item.deadline < now;
    if (isLate) item.fail(outage());
    return !isLate;
  });
}
