import type { DeliveryView, WebhookActivity } from '@carillon/contracts';

/** Use of the webhooks of a room after requests came in: when each posted last. Safe to apply twice. */
export function withLastPosts(
  activities: WebhookActivity[],
  recorded: readonly DeliveryView[],
): WebhookActivity[] {
  return activities.map((activity) => {
    const posts = recorded.filter(
      ({ webhookId, outcome, isRepeat }) =>
        webhookId === activity.webhookId && outcome === 'accepted' && !isRepeat,
    );
    const lastPostAt = posts.reduce(
      (last, { receivedAt }) => (last === null || receivedAt > last ? receivedAt : last),
      activity.lastPostAt,
    );
    return lastPostAt === activity.lastPostAt ? activity : { ...activity, lastPostAt };
  });
}
