import { limits, type ErrorCode, type UserId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { RateLimiters } from '../platform/cluster/rate-limiters.js';
import { DomainError } from '../platform/errors/domain-error.js';

const hourSeconds = 60 * 60;

/** How often one person may reach for others: whoever is asked has to look at it. */
@Injectable()
export class AdmissionThrottle {
  private readonly invitations: RateLimiterAbstract;
  private readonly accessRequests: RateLimiterAbstract;

  constructor(limiters: RateLimiters) {
    const { maxInvitationsPerHour, maxAccessRequestsPerHour } = limits.throttles;
    this.invitations = limiters.make({
      name: 'invitation',
      points: maxInvitationsPerHour,
      duration: hourSeconds,
    });
    this.accessRequests = limiters.make({
      name: 'access-request',
      points: maxAccessRequestsPerHour,
      duration: hourSeconds,
    });
  }

  /** @throws DomainError TOO_MANY_INVITATIONS */
  admitInvitation(userId: UserId): Promise<void> {
    return consume(this.invitations, userId, 'TOO_MANY_INVITATIONS');
  }

  /** @throws DomainError TOO_MANY_ACCESS_REQUESTS */
  admitAccessRequest(userId: UserId): Promise<void> {
    return consume(this.accessRequests, userId, 'TOO_MANY_ACCESS_REQUESTS');
  }
}

async function consume(limiter: RateLimiterAbstract, key: string, code: ErrorCode): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (error instanceof RateLimiterRes) throw new DomainError(code, { retryAfterSeconds: hourSeconds });
    throw error;
  }
}
