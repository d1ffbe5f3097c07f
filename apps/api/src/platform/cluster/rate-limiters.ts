import { Inject, Injectable, Optional } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { RedisClient } from './redis.js';

/** The connection of this process to Redis; undefined where it is the only process. */
export const REDIS = Symbol('the connection to Redis');

/** So many points within a duration (seconds). */
type Rule = { name: string; points: number; duration: number };

/** Makes limiters that count over all server processes; while Redis is away each process counts for itself. */
@Injectable()
export class RateLimiters {
  constructor(@Optional() @Inject(REDIS) private readonly redis: RedisClient | undefined) {}

  make({ name, points, duration }: Rule): RateLimiterAbstract {
    const inMemory = new RateLimiterMemory({ points, duration });
    if (this.redis === undefined) return inMemory;
    return new RateLimiterRedis({
      storeClient: this.redis,
      useRedisPackage: true,
      keyPrefix: `carillon:${name}`,
      points,
      duration,
      insuranceLimiter: inMemory,
      rejectIfRedisNotReady: true,
    });
  }
}
