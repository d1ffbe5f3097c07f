import type { ServerResponse } from 'node:http';
import { limits, type WebhookId } from '@carillon/contracts';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { PostSchedule } from '../../messages/message-draft.js';
import { Clock } from '../../platform/clock.js';
import { Settings } from '../../platform/env.js';
import { DomainError } from '../../platform/errors/domain-error.js';

const { rateToleranceMs } = limits.incomingWebhook;
const sweepIntervalMs = 60_000;

/** The right to store one post. Given back when the post is not stored after all. */
export type Slot = { giveBack(): void };

/**
 * One post per second and webhook, as a virtual schedule (GCRA): each stored post moves the webhook's next due time
 * one interval on, and a post may come a tolerance earlier than due. So the long-run rate is exact, whoever sleeps
 * a second between posts never fails, and a refused post takes nothing.
 *
 * The schedule itself is in the database and is kept by the statement that stores the post, which makes it right for
 * any number of server processes. What stands here is this process's copy: it refuses most of what is too early
 * without asking, and it never refuses what the database would accept.
 */
@Injectable()
export class RateGate implements OnModuleDestroy {
  /** By which the database decides. */
  readonly schedule: PostSchedule;
  /** When each webhook's next post is due. Unit: monotonic milliseconds. Past times are dropped by and by. */
  private readonly dueAt = new Map<WebhookId, number>();
  private readonly sweeper: NodeJS.Timeout;

  constructor(
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {
    const rate = settings.webhookPostsPerSecond;
    this.schedule = { intervalMs: rate === 0 ? 0 : 1000 / rate, toleranceMs: rateToleranceMs };
    this.sweeper = setInterval(() => {
      this.forgetIdle();
    }, sweepIntervalMs).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.sweeper);
  }

  /** @throws DomainError RATE_LIMITED */
  take(id: WebhookId): Slot {
    const { intervalMs } = this.schedule;
    if (intervalMs === 0) return { giveBack: () => undefined };
    const now = this.clock.monotonicMs();
    const due = this.dueAt.get(id) ?? now;
    if (now < due - rateToleranceMs) throw this.refusal(due - now);
    this.dueAt.set(id, Math.max(now, due) + intervalMs);
    return {
      giveBack: () => {
        this.dueAt.set(id, (this.dueAt.get(id) ?? now) - intervalMs);
      },
    };
  }

  /** Learns what the database said: posts through other processes have moved the schedule on, too. */
  follow(id: WebhookId, dueInMs: number): void {
    const due = this.clock.monotonicMs() + dueInMs;
    if (due > (this.dueAt.get(id) ?? 0)) this.dueAt.set(id, due);
  }

  /** The answer to a post that comes so long before it is due. */
  refusal(dueInMs: number): DomainError {
    return new DomainError('RATE_LIMITED', {
      values: { max: this.settings.webhookPostsPerSecond },
      retryAfterSeconds: Math.max(1, Math.ceil((dueInMs - rateToleranceMs) / 1000)),
    });
  }

  /** Tells the sender where it stands; on every answer of an authenticated URL. */
  announce(id: WebhookId, answer: ServerResponse): void {
    if (this.schedule.intervalMs === 0) return;
    const waitMs = (this.dueAt.get(id) ?? 0) - rateToleranceMs - this.clock.monotonicMs();
    answer.setHeader('RateLimit-Limit', String(this.settings.webhookPostsPerSecond));
    answer.setHeader('RateLimit-Remaining', waitMs > 0 ? '0' : '1');
    answer.setHeader('RateLimit-Reset', String(Math.max(0, Math.ceil(waitMs / 1000))));
  }

  private forgetIdle(): void {
    const now = this.clock.monotonicMs();
    for (const [id, due] of this.dueAt) if (due < now) this.dueAt.delete(id);
  }
}
