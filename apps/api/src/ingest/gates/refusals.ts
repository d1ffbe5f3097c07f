import { isIPv6 } from 'node:net';
import { limits } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { DomainError } from '../../platform/errors/domain-error.js';

const max = limits.incomingWebhook.maxRefusalsPerAddressAndMinute;
const windowMs = 60_000;
/** Networks that are counted at once; the one that came first is forgotten for a further one. */
const maxNetworks = 100_000;
/** Refusals with a limit of their own, or without a fault of the sender. */
const uncounted = [429, 503];

/**
 * Guesses and floods of broken requests, counted per address. Beyond the limit each further refusal is told so, in
 * place of what was wrong, and loses its connection. What is accepted is never touched by it: a well-behaved
 * sender behind the same address does not notice.
 */
@Injectable()
export class RefusalGuard {
  private readonly windows = new Map<string, { count: number; endsAtMs: number }>();

  constructor(private readonly clock: Clock) {}

  /** What the sender at this address is told in place of `refusal`: mostly just that. */
  judge(address: string, refusal: DomainError): DomainError {
    if (uncounted.includes(refusal.status)) return refusal;
    const now = this.clock.monotonicMs();
    const window = this.windowOf(networkOf(address), now);
    window.count += 1;
    if (window.count <= max) return refusal;
    return new DomainError('TOO_MANY_REFUSED', {
      values: { max, reason: refusal.message },
      retryAfterSeconds: Math.ceil((window.endsAtMs - now) / 1000),
      headers: { Connection: 'close' },
    });
  }

  private windowOf(network: string, now: number) {
    const known = this.windows.get(network);
    if (known !== undefined && known.endsAtMs > now) return known;
    const started = { count: 0, endsAtMs: now + windowMs };
    // Behind all others, so that the first one of the map is the one that ends first.
    this.windows.delete(network);
    this.windows.set(network, started);
    this.forgetFirst(now);
    return started;
  }

  /** Two at a time for each that is added: those that ended go, and there are never too many. */
  private forgetFirst(now: number): void {
    for (let step = 0; step < 2; step += 1) {
      const [first] = this.windows;
      if (first !== undefined && (first[1].endsAtMs <= now || this.windows.size > maxNetworks))
        this.windows.delete(first[0]);
    }
  }
}

/** One customer of an internet provider has a whole /64 network of IPv6 addresses. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address;
  const [head = '', tail] = address.toLowerCase().split('%', 1)[0]?.split('::') ?? [];
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(missing).fill('0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
