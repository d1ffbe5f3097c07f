import { limits, type UserId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Settings } from '../platform/env.js';
import { DomainError } from '../platform/errors/domain-error.js';

/** A backstop against programs that run wild with somebody's credentials. Lifted where posts have no limit either. */
@Injectable()
export class RequestRate {
  private readonly limiter = new RateLimiterMemory({
    points: limits.throttles.maxRequestsPerAccountAndMinute,
    duration: 60,
  });
  private readonly isLifted: boolean;

  constructor({ webhookPostsPerSecond }: Settings) {
    this.isLifted = webhookPostsPerSecond === 0;
  }

  /** @throws DomainError TOO_MANY_REQUESTS */
  async admit(userId: UserId): Promise<void> {
    if (this.isLifted) return;
    try {
      await this.limiter.consume(userId);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw new DomainError('TOO_MANY_REQUESTS', { retryAfterSeconds: Math.ceil(error.msBeforeNext / 1000) });
    }
  }
}
