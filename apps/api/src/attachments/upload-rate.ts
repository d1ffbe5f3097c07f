import { limits, type UserId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { RateLimiters } from '../platform/cluster/rate-limiters.js';
import { DomainError } from '../platform/errors/domain-error.js';

const { maxUploadsAtOnce, maxUploadsPerAccountAndHour } = limits.attachments;
const retryAfterSeconds = 2;

/** How much one account may upload: so many an hour, so many at once. */
@Injectable()
export class UploadRate {
  private readonly hourly: RateLimiterAbstract;
  private readonly underWay = new Map<UserId, number>();

  constructor(limiters: RateLimiters) {
    this.hourly = limiters.make({ name: 'uploads', points: maxUploadsPerAccountAndHour, duration: 60 * 60 });
  }

  /** @throws DomainError TOO_MANY_UPLOADS */
  async admit<Result>(userId: UserId, upload: () => Promise<Result>): Promise<Result> {
    const already = this.underWay.get(userId) ?? 0;
    if (already >= maxUploadsAtOnce) throw new DomainError('TOO_MANY_UPLOADS', { retryAfterSeconds });
    this.underWay.set(userId, already + 1);
    try {
      await this.countHourly(userId);
      return await upload();
    } finally {
      const left = (this.underWay.get(userId) ?? 1) - 1;
      if (left === 0) this.underWay.delete(userId);
      else this.underWay.set(userId, left);
    }
  }

  private async countHourly(userId: UserId): Promise<void> {
    try {
      await this.hourly.consume(userId);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw new DomainError('TOO_MANY_UPLOADS', { retryAfterSeconds: Math.ceil(error.msBeforeNext / 1000) });
    }
  }
}
