import type { IncomingMessage } from 'node:http';
import { incomingWebhookPath, webhookId, type WebhookId } from '@carillon/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';
import { isWebhookToken } from '../../webhooks/webhook-token.js';

/** What a webhook URL says: which webhook, and the proof that one may post to it. */
export type WebhookUrl = { id: WebhookId; token: string };

const shape = new RegExp(`^${incomingWebhookPath}/([^/]+)/?$`);
const bearer = /^Bearer +(\S+) *$/i;

/**
 * Reads `/incomingwebhooks/<uuid>?token=<token>`. A trailing slash, further parameters and percent-encoding are
 * tolerated; a token with a typing error is refused by its checksum. A URL without a token may bring it as
 * `Authorization: Bearer`, for senders that keep secrets out of URLs.
 * @throws DomainError WEBHOOK_URL_INVALID
 */
export function readWebhookUrl({ url, headers }: Pick<IncomingMessage, 'url' | 'headers'>): WebhookUrl {
  const { path, query } = partsOf(url);
  const id = idIn(path);
  const token = query.get('token') ?? bearer.exec(headers.authorization ?? '')?.[1] ?? '';
  if (id === undefined || !isWebhookToken(token)) throw new DomainError('WEBHOOK_URL_INVALID');
  return { id, token };
}

/** The webhook that a URL names, whether or not it proves anything. */
export function webhookNamedBy(url: string | undefined): WebhookId | undefined {
  return idIn(partsOf(url).path);
}

function partsOf(url = ''): { path: string; query: URLSearchParams } {
  const queryAt = url.includes('?') ? url.indexOf('?') : url.length;
  return { path: url.slice(0, queryAt), query: new URLSearchParams(url.slice(queryAt)) };
}

function idIn(path: string): WebhookId | undefined {
  return webhookId.safeParse(shape.exec(path)?.[1]).data;
}
