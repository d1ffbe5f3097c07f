import { limits } from '@carillon/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RateLimiters } from '../platform/cluster/rate-limiters.js';
import { SignInThrottle } from './sign-in-throttle.js';

const { maxFailedSignInsPerAccount, maxFailedSignInsPerAddress, signInWindowMs } = limits.throttles;
const address = '192.0.2.1';

let throttle: SignInThrottle;
beforeEach(() => {
  vi.useFakeTimers();
  throttle = new SignInThrottle(new RateLimiters(undefined));
});
afterEach(() => {
  vi.useRealTimers();
});

async function fail(email: string, howOften: number, from = address): Promise<void> {
  for (let count = 0; count < howOften; count += 1) await throttle.admitSignIn(email, from);
}

describe('failed sign-ins', () => {
  it('of one account are admitted 10 times, then refused with 15 minutes to wait', async () => {
    await fail('alice@example.com', maxFailedSignInsPerAccount);
    await expect(throttle.admitSignIn('alice@example.com', '192.0.2.9')).rejects.toMatchObject({
      code: 'TOO_MANY_SIGN_INS',
      message: 'Too many failed sign-ins. Try again in 15 minutes.',
      headers: { 'Retry-After': '900' },
    });
    await throttle.admitSignIn('bob@example.com', address);
  });

  it('are forgotten 15 minutes after the first of them', async () => {
    await fail('alice@example.com', maxFailedSignInsPerAccount);
    vi.advanceTimersByTime(signInWindowMs - 1000);
    await expect(throttle.admitSignIn('alice@example.com', address)).rejects.toMatchObject({
      headers: { 'Retry-After': '1' },
    });
    vi.advanceTimersByTime(1001);
    await throttle.admitSignIn('alice@example.com', address);
  });

  it('of one account do not wait longer because someone goes on trying', async () => {
    await fail('alice@example.com', maxFailedSignInsPerAccount);
    vi.advanceTimersByTime(signInWindowMs - 1000);
    for (let count = 0; count < 50; count += 1)
      await expect(throttle.admitSignIn('alice@example.com', address)).rejects.toThrow('Too many');
    vi.advanceTimersByTime(1001);
    await throttle.admitSignIn('alice@example.com', address);
  });

  it('from one address are admitted 100 times over all accounts, then refused', async () => {
    for (let count = 0; count < maxFailedSignInsPerAddress; count += 1)
      await throttle.admitSignIn(`person${count}@example.com`, address);
    await expect(throttle.admitSignIn('new@example.com', address)).rejects.toMatchObject({
      code: 'TOO_MANY_SIGN_INS',
    });
    await throttle.admitSignIn('new@example.com', '192.0.2.2');
  });

  it('are counted before the password is checked: of 30 at once exactly 10 are admitted', async () => {
    const attempts = Array.from({ length: 30 }, () => throttle.admitSignIn('alice@example.com', address));
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  });
});

describe('successful sign-ins', () => {
  it('never count: 1,000 in a row of one account from one address pass', async () => {
    for (let count = 0; count < 1000; count += 1) {
      await throttle.admitSignIn('alice@example.com', address);
      await throttle.signInSucceeded('alice@example.com', address);
    }
  });

  it('give an address back only what they took, so that an own account does not pay for guessing', async () => {
    for (let count = 0; count < maxFailedSignInsPerAddress - 1; count += 1)
      await throttle.admitSignIn(`person${count}@example.com`, address);
    await throttle.admitSignIn('mallory@example.com', address);
    await throttle.signInSucceeded('mallory@example.com', address);
    await throttle.admitSignIn('next@example.com', address);
    await expect(throttle.admitSignIn('last@example.com', address)).rejects.toThrow('Too many');
  });
});

describe('sign-ins during an outage', () => {
  it('never count: after 1,000 of them 10 failures are still free, and no more', async () => {
    for (let count = 0; count < 1000; count += 1) {
      await throttle.admitSignIn('alice@example.com', address);
      await throttle.signInUndecided('alice@example.com', address);
    }
    await fail('alice@example.com', maxFailedSignInsPerAccount);
    await expect(throttle.admitSignIn('alice@example.com', address)).rejects.toThrow('Too many');
  });
});

describe('sign-ups', () => {
  it('from one address are admitted 100 times an hour, then refused with an hour to wait', async () => {
    for (let count = 0; count < limits.throttles.maxSignUpsPerAddressAndHour; count += 1)
      await throttle.admitSignUp(address);
    await expect(throttle.admitSignUp(address)).rejects.toMatchObject({
      code: 'TOO_MANY_SIGN_UPS',
      headers: { 'Retry-After': '3600' },
    });
    await throttle.admitSignUp('192.0.2.2');
    vi.advanceTimersByTime(60 * 60 * 1000 + 1);
    await throttle.admitSignUp(address);
  });
});
