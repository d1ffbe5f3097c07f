import { z } from 'zod';
import { userId, webhookId } from './ids.js';
import { limits } from './limits.js';
import { messageFormat } from './messages.js';
import { singleLine } from './texts.js';

export const webhookName = singleLine(limits.incomingWebhook.maxNameLength);

export const createWebhookRequest = z
  .object({ name: webhookName, format: messageFormat.optional() })
  .meta({ id: 'CreateWebhookRequest' });
export type CreateWebhookRequest = z.input<typeof createWebhookRequest>;

/** `format: "plain"` means "Plain unless /md". */
export const webhookChange = z
  .object({ name: webhookName, format: messageFormat })
  .partial()
  .meta({ id: 'WebhookChange' });
export type WebhookChange = z.input<typeof webhookChange>;

/** A webhook as an administrator manages it. */
export const webhookView = z
  .object({
    id: webhookId,
    name: z.string(),
    format: messageFormat,
    url: z.string().describe('Whoever knows it can post: keep it secret'),
    createdAt: z.iso.datetime(),
    createdBy: z.object({ userId, displayName: z.string() }).nullable(),
  })
  .meta({ id: 'Webhook' });
export type WebhookView = z.infer<typeof webhookView>;

export const webhookList = z
  .object({ items: z.array(webhookView), nextCursor: z.null() })
  .meta({ id: 'WebhookList' });
export type WebhookList = z.infer<typeof webhookList>;

/** A webhook as every member sees it in the roster. */
export const rosterWebhook = z.object({ id: webhookId, name: z.string() }).meta({ id: 'RosterWebhook' });
export type RosterWebhook = z.infer<typeof rosterWebhook>;

export const rosterWebhookList = z
  .object({ items: z.array(rosterWebhook), nextCursor: z.null() })
  .meta({ id: 'RosterWebhookList' });
export type RosterWebhookList = z.infer<typeof rosterWebhookList>;
