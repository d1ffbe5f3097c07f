import { limits, type ErrorCode, type WebhookId } from '@carillon/contracts';
import type { Delivery } from './delivery.js';

/** A delivery to be written down, and how many it stands for. */
export type Entry = { delivery: Delivery; times: number };

/** How many requests a webhook got in the ten minutes from `since` on (milliseconds since 1970), or some of them. */
export type Count = { webhookId: WebhookId; since: number; accepted: number; refused: number };

/** What is to be written down at once. */
export type Gathered = { entries: Entry[]; counts: Count[] };

const minuteMs = 60_000;
/** Unit: milliseconds. */
export const countedTogetherMs = 10 * minuteMs;
const { maxDetailedPerMinute } = limits.deliveries;

/** What one webhook got in one minute. */
type Minute = { startsAt: number; detailed: number; merged: Map<ErrorCode | 'accepted', Entry> };

/**
 * Gathers requests until they are written down. A webhook has so many entries of its own in a minute; what comes
 * beyond is merged with what was answered alike, so that a flood fills neither the memory nor the database, and
 * still is counted.
 */
export class Gathering {
  private readonly minutes = new Map<WebhookId, Minute>();
  private entries = new Set<Entry>();
  /** Of the present ten minutes. */
  private counts = new Map<WebhookId, Count>();
  /** Of ten minutes that are over, or could not be written; a webhook may be here more than once for the same. */
  private earlierCounts: Count[] = [];

  /** Entries that wait to be written. */
  get size(): number {
    return this.entries.size;
  }

  add(delivery: Delivery): void {
    this.count(delivery);
    const minute = this.minuteOf(delivery);
    if (minute.detailed < maxDetailedPerMinute) {
      minute.detailed += 1;
      this.entries.add({ delivery, times: 1 });
      return;
    }
    const key = delivery.refusal?.code ?? 'accepted';
    const like = minute.merged.get(key) ?? { delivery, times: 0 };
    like.times += 1;
    minute.merged.set(key, like);
    // It may have been written already with a smaller number.
    this.entries.add(like);
  }

  /** Everything gathered since the last time. */
  take(): Gathered {
    // Oldest first: an entry that came to stand for more has its place by its first request.
    const entries = [...this.entries];
    const counts = [...this.earlierCounts, ...this.counts.values()];
    this.entries = new Set();
    this.counts = new Map();
    this.earlierCounts = [];
    return { entries, counts };
  }

  /** What could not be written is to be tried again. */
  putBack({ entries, counts }: Gathered): void {
    this.entries = new Set([...entries, ...this.entries]);
    this.earlierCounts.push(...counts);
  }

  /** Forgets webhooks that are quiet. @param now milliseconds since 1970 */
  forgetQuiet(now: number): void {
    for (const [id, { startsAt }] of this.minutes) if (startsAt < now - 2 * minuteMs) this.minutes.delete(id);
  }

  private count({ webhookId, receivedAt, refusal }: Delivery): void {
    const since = Math.floor(receivedAt.getTime() / countedTogetherMs) * countedTogetherMs;
    const count = this.countOf(webhookId, since);
    if (refusal === null) count.accepted += 1;
    else count.refused += 1;
  }

  private countOf(webhookId: WebhookId, since: number): Count {
    const known = this.counts.get(webhookId);
    if (known?.since === since) return known;
    if (known !== undefined) this.earlierCounts.push(known);
    const count = { webhookId, since, accepted: 0, refused: 0 };
    this.counts.set(webhookId, count);
    return count;
  }

  private minuteOf({ webhookId, receivedAt }: Delivery): Minute {
    const startsAt = Math.floor(receivedAt.getTime() / minuteMs) * minuteMs;
    const known = this.minutes.get(webhookId);
    if (known?.startsAt === startsAt) return known;
    const minute: Minute = { startsAt, detailed: 0, merged: new Map() };
    this.minutes.set(webhookId, minute);
    return minute;
  }
}
