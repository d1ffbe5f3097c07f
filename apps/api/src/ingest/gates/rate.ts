import type { ServerResponse } from 'node:http';
import { limits, type WebhookId } from '@carillon/contracts';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
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
 */
@Injectable()
export class RateGate implements OnModuleDestroy {
  private readonly intervalMs: number;
  /** When each webhook's next post is due. Unit: monotonic milliseconds. Past times are dropped by and by. */
  private readonly dueAt = new Map<WebhookId, number>();
  private readonly sweeper: NodeJS.Timeout;

  constructor(
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {
    const rate = settings.webhookPostsPerSecond;
    this.intervalMs = rate === 0 ? 0 : 1000 / rate;
    this.sweeper = setInterval(() => {
      this.forgetIdle();
    }, sweepIntervalMs).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.sweeper);
  }

  /** @throws DomainError RATE_LIMITED */
  take(id: WebhookId): Slot {
    if (this.intervalMs === 0) return { giveBack: () => undefined };
    const now = this.clock.monotonicMs();
    const due = this.dueAt.get(id) ?? now;
    if (now < due - rateToleranceMs) throw this.refusal(due - rateToleranceMs - now);
    this.dueAt.set(id, Math.max(now, due) + this.intervalMs);
    return {
      giveBack: () => {
        this.dueAt.set(id, (this.dueAt.get(id) ?? now) - this.intervalMs);
      },
    };
  }

  /** Tells the sender where it stands; on every answer of an authenticated URL. */
  announce(id: WebhookId, answer: ServerResponse): void {
    if (this.intervalMs === 0) return;
    const waitMs = (this.dueAt.get(id) ?? 0) - rateToleranceMs - this.clock.monotonicMs();
    answer.setHeader('RateLimit-Limit', String(this.settings.webhookPostsPerSecond));
    answer.setHeader('RateLimit-Remaining', waitMs > 0 ? '0' : '1');
    answer.setHeader('RateLimit-Reset', String(Math.max(0, Math.ceil(waitMs / 1000))));
  }

  private refusal(waitMs: number): DomainError {
    return new DomainError('RATE_LIMITED', {
      values: { max: this.settings.webhookPostsPerSecond },
      retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
    });
  }

  private forgetIdle(): void {
    const now = this.clock.monotonicMs();
    for (const [id, due] of this.dueAt) if (due < now) this.dueAt.delete(id);
  }
}
