import { describe, expect, it } from 'vitest';
import { HeldClock } from '../../../test/support/held-clock.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { networkOf, RefusalGuard } from './refusals.js';

function aGuard() {
  const clock = new HeldClock();
  const guard = new RefusalGuard(clock);
  const judged = (
    address = '192.0.2.1',
    code: ConstructorParameters<typeof DomainError>[0] = 'WEBHOOK_URL_INVALID',
  ) => guard.judge(address, new DomainError(code));
  const flood = (address?: string) => Array.from({ length: 300 }, () => judged(address).code);
  return { clock, judged, flood };
}

describe('refused requests from one address', () => {
  it('are told why 300 times in a minute, and from the 301st on that they are too many, and why', () => {
    const { flood, judged } = aGuard();
    expect(new Set(flood())).toEqual(new Set(['WEBHOOK_URL_INVALID']));
    expect(judged()).toMatchObject({
      code: 'TOO_MANY_REFUSED',
      status: 429,
      headers: { 'Retry-After': '60', Connection: 'close' },
      message:
        'More than 300 requests a minute from this address were refused. Valid posts are still accepted. The last refusal: This webhook URL is not valid. Copy it again from Manage webhooks.',
    });
  });

  it('start anew a minute after the first', () => {
    const { clock, flood, judged } = aGuard();
    flood();
    clock.advance(59_999);
    expect(judged()).toMatchObject({ code: 'TOO_MANY_REFUSED', headers: { 'Retry-After': '1' } });
    clock.advance(1);
    expect(judged().code).toBe('WEBHOOK_URL_INVALID');
  });

  it('count for each address by itself', () => {
    const { flood, judged } = aGuard();
    flood();
    expect(judged('192.0.2.2').code).toBe('WEBHOOK_URL_INVALID');
  });

  it('do not count what has a limit of its own (429) or is no fault of the sender (503)', () => {
    const { flood, judged } = aGuard();
    for (let count = 0; count < 1000; count += 1) {
      expect(judged(undefined, 'RATE_LIMITED').code).toBe('RATE_LIMITED');
      expect(judged(undefined, 'SERVICE_UNAVAILABLE').code).toBe('SERVICE_UNAVAILABLE');
    }
    expect(new Set(flood())).toEqual(new Set(['WEBHOOK_URL_INVALID']));
  });

  it('are forgotten for those that come after, when 100000 others were refused meanwhile', () => {
    const { flood, judged } = aGuard();
    flood('2001:db8::1');
    for (let index = 0; index < 100_000; index += 1)
      judged(`10.${String(index >> 16)}.${String((index >> 8) & 255)}.${String(index & 255)}`);
    expect(judged('2001:db8::1').code).toBe('WEBHOOK_URL_INVALID');
  });
});

describe('the network of an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::6', '2001:db8:1:2::/64'],
    ['2001:db8::', '2001:db8:0:0::/64'],
    ['2001:0db8::0001:2:3', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
