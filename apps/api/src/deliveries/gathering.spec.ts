import type { DeliveryId, WebhookId } from '@carillon/contracts';
import { describe, expect, it } from 'vitest';
import type { Delivery } from './delivery.js';
import { Gathering } from './gathering.js';

const start = Date.parse('2026-03-01T12:00:00Z');
let count = 0;

function aDelivery(
  values: { webhook?: string; atMs?: number; code?: 'RATE_LIMITED' | 'CONTENT_BLANK' } = {},
): Delivery {
  count += 1;
  const { webhook = 'one', atMs = 0, code } = values;
  return {
    // Any texts will do; they are only told apart.
    id: String(count) as DeliveryId,
    webhookId: webhook as WebhookId,
    receivedAt: new Date(start + atMs),
    status: code === undefined ? 200 : 400,
    refusal: code === undefined ? null : { code, message: 'No.' },
    latencyMs: 1,
    address: '192.0.2.1',
    postedBy: null,
    body: undefined,
    text: undefined,
    message: null,
    isRepeat: false,
  };
}

function addTo(gathering: Gathering, times: number, values: Parameters<typeof aDelivery>[0] = {}): void {
  for (let time = 0; time < times; time += 1) gathering.add(aDelivery(values));
}

const timesOf = (gathering: Gathering) => gathering.take().entries.map(({ times }) => times);
const total = (times: number[]) => times.reduce((sum, one) => sum + one, 0);

describe('gathering requests', () => {
  it('keeps 120 of a minute one by one, and the 121st with those that follow as one', () => {
    const gathering = new Gathering();
    addTo(gathering, 121);
    expect(timesOf(gathering)).toHaveLength(121);
    addTo(gathering, 879);
    const times = timesOf(gathering);
    expect(times).toEqual([880]);
  });

  it('counts each of a flood of 10000', () => {
    const gathering = new Gathering();
    addTo(gathering, 10_000, { code: 'RATE_LIMITED' });
    expect(gathering.size).toBe(121);
    const { entries, counts } = gathering.take();
    expect(total(entries.map(({ times }) => times))).toBe(10_000);
    expect(counts).toEqual([{ webhookId: 'one', since: start, accepted: 0, refused: 10_000 }]);
  });

  it('merges only what was answered alike', () => {
    const gathering = new Gathering();
    addTo(gathering, 120);
    addTo(gathering, 10, { code: 'RATE_LIMITED' });
    addTo(gathering, 20, { code: 'CONTENT_BLANK' });
    expect(timesOf(gathering).slice(120)).toEqual([10, 20]);
  });

  it('starts anew with each minute, and counts webhooks by themselves', () => {
    const gathering = new Gathering();
    addTo(gathering, 120);
    addTo(gathering, 5, { webhook: 'other' });
    addTo(gathering, 5, { atMs: 60_000 });
    expect(timesOf(gathering)).toEqual(Array.from({ length: 130 }, () => 1));
  });

  it('counts by ten minutes', () => {
    const gathering = new Gathering();
    addTo(gathering, 3, { atMs: 599_999 });
    addTo(gathering, 4, { atMs: 600_000, code: 'CONTENT_BLANK' });
    expect(gathering.take().counts).toEqual([
      { webhookId: 'one', since: start, accepted: 3, refused: 0 },
      { webhookId: 'one', since: start + 600_000, accepted: 0, refused: 4 },
    ]);
  });

  it('gives back what could not be written, before what came since, and counts it once', () => {
    const gathering = new Gathering();
    addTo(gathering, 2);
    const failed = gathering.take();
    addTo(gathering, 1);
    gathering.putBack(failed);
    const { entries, counts } = gathering.take();
    expect(entries.map(({ delivery }) => Number(delivery.id))).toEqual([count - 2, count - 1, count]);
    expect(counts.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(3);
    expect(gathering.take()).toEqual({ entries: [], counts: [] });
  });

  it('forgets webhooks that were quiet for two minutes', () => {
    const gathering = new Gathering();
    addTo(gathering, 120);
    gathering.forgetQuiet(start + 121_000);
    addTo(gathering, 1);
    expect(timesOf(gathering)).toHaveLength(121);
  });
});
