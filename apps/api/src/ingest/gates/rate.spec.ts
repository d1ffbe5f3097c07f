import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { WebhookId } from '@carillon/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeldClock } from '../../../test/support/held-clock.js';
import { readSettings } from '../../platform/env.js';
import { RateGate } from './rate.js';

// Any id will do; the gate only tells them apart.
const one = 'one' as WebhookId;
const other = 'other' as WebhookId;

function aGate(postsPerSecond = '1') {
  const clock = new HeldClock();
  const gate = new RateGate(clock, readSettings({ WEBHOOK_POSTS_PER_SECOND: postsPerSecond }));
  gate.onModuleDestroy();
  const passes = (id = one) => {
    try {
      gate.take(id);
      return true;
    } catch (error) {
      expect(error).toMatchObject({ code: 'RATE_LIMITED', status: 429, headers: { 'Retry-After': '1' } });
      return false;
    }
  };
  return { clock, gate, passes };
}

/** Moves to each moment in turn and tells at which of them a post passed. */
function passedAt(moments: readonly number[], { clock, passes }: ReturnType<typeof aGate>): number[] {
  let now = 0;
  return moments.filter((moment) => {
    clock.advance(moment - now);
    now = moment;
    return passes();
  });
}

const steps = (count: number, everyMs: number) => Array.from({ length: count }, (_, step) => step * everyMs);

describe('one post per second and webhook', () => {
  it('lets 1000 posts pass that come 1000 ms apart', () => {
    expect(passedAt(steps(1000, 1000), aGate())).toHaveLength(1000);
  });

  it('lets posts pass that come 1000 ms apart give or take 50 ms', () => {
    const moments = steps(1000, 1000).map((moment, step) => moment + (step % 2 === 0 ? 50 : -50) + 50);
    expect(passedAt(moments, aGate())).toHaveLength(1000);
  });

  it('refuses the third of posts 900 ms apart, when the tolerance of 100 ms is used up', () => {
    expect(passedAt([0, 900, 1800, 1900], aGate())).toEqual([0, 900, 1900]);
  });

  it('refuses a post 899 ms after the first and accepts one after 900 ms', () => {
    expect(passedAt([0, 899, 900], aGate())).toEqual([0, 900]);
  });

  it('accepts exactly 101 of 10000 posts that come 10 ms apart, which is 1 per second', () => {
    expect(passedAt(steps(10_000, 10), aGate())).toHaveLength(101);
  });

  it('accepts of 1000 posts at random times never more than one per second, and never fewer than it must', () => {
    const moments = fc.array(fc.integer({ min: 0, max: 300_000 }), { minLength: 1000, maxLength: 1000 });
    fc.assert(
      fc.property(moments, (times) => {
        const sorted = times.sort((left, right) => left - right);
        const passed = passedAt(sorted, aGate());
        for (const [index, moment] of passed.entries()) {
          const first = passed[Math.max(0, index - 10)] ?? moment;
          expect(Math.min(index, 10) * 1000).toBeLessThanOrEqual(moment - first + 100);
        }
        // Whoever waited a second since the last post that passed is let through.
        const refused = sorted.filter((moment) => !passed.includes(moment));
        for (const moment of refused)
          expect(passed.some((at) => at < moment && moment - at < 1000)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('saves nothing up: after an hour of silence 1 of 10 posts at once passes', () => {
    const { clock, passes } = aGate();
    passes();
    clock.advance(3_600_000);
    expect(steps(10, 0).filter(() => passes())).toHaveLength(1);
  });

  it('takes nothing for 50 refused posts', () => {
    expect(passedAt([0, ...steps(50, 17).map((step) => step + 1), 1000], aGate())).toEqual([0, 1000]);
  });

  it('counts each webhook for itself', () => {
    const { passes } = aGate();
    expect([passes(one), passes(other), passes(one)]).toEqual([true, true, false]);
  });

  it('gives a slot back whole', () => {
    const { clock, gate, passes } = aGate();
    passes();
    clock.advance(1000);
    gate.take(one).giveBack();
    expect([passes(), passes()]).toEqual([true, false]);
  });

  it('accepts 5 per second where the setting says 5', () => {
    expect(passedAt([0, 200, 400, 600, 800, 1000], aGate('5'))).toHaveLength(6);
    expect(passedAt(steps(1000, 10), aGate('5'))).toHaveLength(51);
  });

  it('has no limit and announces none where the setting says 0', () => {
    const { gate, passes } = aGate('0');
    expect(steps(1000, 0).filter(() => passes())).toHaveLength(1000);
    const answer = new ServerResponse(new IncomingMessage(new Socket()));
    gate.announce(one, answer);
    expect(answer.getHeaderNames()).toEqual([]);
  });

  it('announces the limit, what is left and the seconds until there is more', () => {
    const { clock, gate, passes } = aGate();
    const announced = () => {
      const answer = new ServerResponse(new IncomingMessage(new Socket()));
      gate.announce(one, answer);
      return Object.values(answer.getHeaders());
    };
    expect(announced()).toEqual(['1', '1', '0']);
    passes();
    expect(announced()).toEqual(['1', '0', '1']);
    clock.advance(899);
    expect(announced()).toEqual(['1', '0', '1']);
    clock.advance(1);
    expect(announced()).toEqual(['1', '1', '0']);
  });
});
