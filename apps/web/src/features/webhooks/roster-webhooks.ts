import type { RosterChange, RosterWebhook } from '@carillon/contracts';

export type WebhookChange = Extract<RosterChange, { kind: `webhook-${string}` }>;

/** Whether a change of the roster is about a webhook. */
export function isWebhookChange(change: RosterChange): change is WebhookChange {
  return change.kind.startsWith('webhook-');
}

/** The webhooks of a roster after one of them was added, changed or removed. */
export function withWebhookChange(webhooks: RosterWebhook[], change: WebhookChange): RosterWebhook[] {
  switch (change.kind) {
    case 'webhook-added':
      return [...webhooks.filter(({ id }) => id !== change.webhook.id), change.webhook];
    case 'webhook-changed':
      return webhooks.map((known) => (known.id === change.webhook.id ? change.webhook : known));
    case 'webhook-removed':
      return webhooks.filter(({ id }) => id !== change.webhookId);
  }
}
