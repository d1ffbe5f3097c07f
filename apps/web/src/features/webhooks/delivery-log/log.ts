import type { DeliveryOutcome, DeliveryPage, DeliveryView, WebhookId } from '@carillon/contracts';

/** Which requests are shown. */
export type DeliveryFilter = 'all' | DeliveryOutcome;

/** What is known of one delivery log: without a gap from the newest, newest first. Ids grow with time. */
export type Log = {
  deliveries: readonly DeliveryView[];
  /** Where the older ones go on; null where there are none. */
  nextCursor: string | null;
};

/**
 * A log after its first page was read again. What lies behind the page stays where it still connects; otherwise more
 * came in between than a page holds, and the log starts again from it.
 */
export function withFirstPage(log: Log | undefined, page: DeliveryPage): Log {
  const fresh: Log = { deliveries: page.items, nextCursor: page.nextCursor };
  const last = page.items.at(-1);
  if (!log || !last || page.nextCursor === null) return fresh;
  const joint = log.deliveries.findIndex(({ id }) => id === last.id);
  if (joint === -1) return fresh;
  return { ...log, deliveries: [...page.items, ...log.deliveries.slice(joint + 1)] };
}

/** Adds a page of older requests. One that does not connect is left out. */
export function withOlder(log: Log, page: DeliveryPage, cursor: string): Log {
  if (log.nextCursor !== cursor) return log;
  return { deliveries: [...log.deliveries, ...page.items], nextCursor: page.nextCursor };
}

/**
 * Takes in requests just recorded, any number of times: a new one takes its place, one that is known is replaced,
 * since it may have come to stand for more. One older than all that was read is left to the pages.
 */
export function withRecorded(log: Log, recorded: readonly DeliveryView[]): Log {
  return recorded.reduce(withOne, log);
}

function withOne(log: Log, delivery: DeliveryView): Log {
  const { deliveries, nextCursor } = log;
  const place = deliveries.findIndex(({ id }) => id <= delivery.id);
  if (place === -1) return nextCursor === null ? { ...log, deliveries: [...deliveries, delivery] } : log;
  const isKnown = deliveries[place]?.id === delivery.id;
  return { ...log, deliveries: deliveries.toSpliced(place, isKnown ? 1 : 0, delivery) };
}

/** Those of one webhook that a filter shows. */
export function matching(
  deliveries: readonly DeliveryView[],
  webhookId: WebhookId,
  filter: DeliveryFilter,
): DeliveryView[] {
  return deliveries.filter(
    (delivery) => delivery.webhookId === webhookId && (filter === 'all' || delivery.outcome === filter),
  );
}
