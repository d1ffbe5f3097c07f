import { limits, type UserId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { RateLimiters } from '../platform/cluster/rate-limiters.js';
import { Settings } from '../platform/env.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { outage } from '../platform/errors/problem.filter.js';

/** Searches of this process at once: most connections to the database are for whoever posts and reads. */
const maxUnderWay = 4;
/** Beyond, searches are more than this server can do. */
const maxWaiting = 50;

/** Keeps searches, which are dear, from taking the server away from everything else. */
@Injectable()
export class SearchThrottle {
  private readonly limiter: RateLimiterAbstract;
  private readonly isLifted: boolean;
  private underWay = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(limiters: RateLimiters, { webhookPostsPerSecond }: Settings) {
    this.limiter = limiters.make({
      name: 'search',
      points: limits.search.maxPerPersonAndMinute,
      duration: 60,
    });
    this.isLifted = webhookPostsPerSecond === 0;
  }

  /** Does the work in its turn. @throws DomainError TOO_MANY_SEARCHES, SERVICE_UNAVAILABLE */
  async admit<Result>(userId: UserId, work: () => Promise<Result>): Promise<Result> {
    await this.count(userId);
    if (this.waiting.length >= maxWaiting) throw outage();
    if (this.underWay >= maxUnderWay) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.underWay += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.underWay -= 1;
      else next();
    }
  }

  private async count(userId: UserId): Promise<void> {
    if (this.isLifted) return;
    try {
      await this.limiter.consume(userId);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw new DomainError('TOO_MANY_SEARCHES', {
        values: { max: limits.search.maxPerPersonAndMinute },
        retryAfterSeconds: Math.ceil(error.msBeforeNext / 1000),
      });
    }
  }
}
