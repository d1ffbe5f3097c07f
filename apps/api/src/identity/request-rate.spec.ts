import { limits, type UserId } from '@carillon/contracts';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../platform/env.js';
import { RequestRate } from './request-rate.js';

const [alice, bob] = ['alice', 'bob'] as [UserId, UserId];
const most = limits.throttles.maxRequestsPerAccountAndMinute;

describe('requests of one account', () => {
  it('are admitted 6000 times a minute; the next is refused with the time to wait, others are not', async () => {
    const rate = new RequestRate(readSettings({}));
    for (let count = 0; count < most; count += 1) await rate.admit(alice);
    await expect(rate.admit(alice)).rejects.toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      status: 429,
      headers: { 'Retry-After': '60' },
    });
    await rate.admit(bob);
  });

  it('have no limit where posts have none either, for benchmarks', async () => {
    const rate = new RequestRate(readSettings({ WEBHOOK_POSTS_PER_SECOND: '0' }));
    for (let count = 0; count <= most; count += 1) await rate.admit(alice);
  });
});
