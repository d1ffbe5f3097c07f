import { incomingWebhookPath, webhookId, type WebhookId } from '@carillon/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';
import { isWebhookToken } from '../../webhooks/webhook-token.js';

/** What a webhook URL says: which webhook, and the proof that one may post to it. */
export type WebhookUrl = { id: WebhookId; token: string };

const shape = new RegExp(`^${incomingWebhookPath}/([^/]+)/?$`);

/**
 * Reads `/incomingwebhooks/<uuid>?token=<token>`. A trailing slash, further parameters and percent-encoding are
 * tolerated; a token with a typing error is refused by its checksum.
 * @throws DomainError WEBHOOK_URL_INVALID
 */
export function readWebhookUrl(url = ''): WebhookUrl {
  const queryAt = url.includes('?') ? url.indexOf('?') : url.length;
  const id = webhookId.safeParse(shape.exec(url.slice(0, queryAt))?.[1]);
  const token = new URLSearchParams(url.slice(queryAt)).get('token') ?? '';
  if (!id.success || !isWebhookToken(token)) throw new DomainError('WEBHOOK_URL_INVALID');
  return { id: id.data, token };
}
