import { limits } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { RateLimiters } from '../platform/cluster/rate-limiters.js';
import { DomainError } from '../platform/errors/domain-error.js';

const hourSeconds = 60 * 60;
const { throttles } = limits;

/**
 * Slows down guessing. Only failures count in the end: an attempt is counted before its password is checked, so
 * that parallel attempts cannot slip through, and given back when it was right.
 */
@Injectable()
export class SignInThrottle {
  private readonly byAccount: RateLimiterAbstract;
  private readonly byAddress: RateLimiterAbstract;
  private readonly signUps: RateLimiterAbstract;
  private readonly accessTokens: RateLimiterAbstract;

  constructor(limiters: RateLimiters) {
    const duration = throttles.signInWindowMs / 1000;
    this.byAccount = limiters.make({
      name: 'sign-in-account',
      points: throttles.maxFailedSignInsPerAccount,
      duration,
    });
    this.byAddress = limiters.make({
      name: 'sign-in-address',
      points: throttles.maxFailedSignInsPerAddress,
      duration,
    });
    this.signUps = limiters.make({
      name: 'sign-up',
      points: throttles.maxSignUpsPerAddressAndHour,
      duration: hourSeconds,
    });
    this.accessTokens = limiters.make({
      name: 'access-token',
      points: throttles.maxNewAccessTokensPerHour,
      duration: hourSeconds,
    });
  }

  /** @throws DomainError TOO_MANY_SIGN_INS */
  async admitSignIn(email: string, address: string): Promise<void> {
    await takeSignIn(this.byAddress, address);
    await takeSignIn(this.byAccount, email);
  }

  async signInSucceeded(email: string, address: string): Promise<void> {
    await this.byAccount.delete(email);
    await this.byAddress.reward(address);
  }

  /** An attempt whose password could not be checked is no failure: an outage must not lock people out. */
  async signInUndecided(email: string, address: string): Promise<void> {
    await this.byAccount.reward(email);
    await this.byAddress.reward(address);
  }

  /** @throws DomainError TOO_MANY_SIGN_UPS */
  async admitSignUp(address: string): Promise<void> {
    await consume(
      this.signUps,
      address,
      () => new DomainError('TOO_MANY_SIGN_UPS', { retryAfterSeconds: hourSeconds }),
    );
  }

  /** @throws DomainError TOO_MANY_ACCESS_TOKENS */
  async admitAccessToken(userId: string): Promise<void> {
    await consume(
      this.accessTokens,
      userId,
      () => new DomainError('TOO_MANY_ACCESS_TOKENS', { retryAfterSeconds: hourSeconds }),
    );
  }
}

function takeSignIn(limiter: RateLimiterAbstract, key: string): Promise<void> {
  return consume(limiter, key, (waitMs) => {
    const retryAfterSeconds = Math.ceil(waitMs / 1000);
    return new DomainError('TOO_MANY_SIGN_INS', {
      values: { minutes: Math.ceil(retryAfterSeconds / 60) },
      retryAfterSeconds,
    });
  });
}

async function consume(limiter: RateLimiterAbstract, key: string, refusal: (waitMs: number) => DomainError) {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (error instanceof RateLimiterRes) throw refusal(error.msBeforeNext);
    throw error;
  }
}
