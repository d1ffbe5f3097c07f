import type { IncomingHttpHeaders } from 'node:http';
import { idempotencyKeyPattern, limits } from '@carillon/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';

const maxLength = limits.incomingWebhook.maxIdempotencyKeyLength;
/** In the order in which they count; the second is the name in the Standard Webhooks specification. */
const headerNames = ['Idempotency-Key', 'webhook-id'] as const;

/**
 * The key by which a sender marks a post that it may have to repeat; null if it does not.
 * @throws DomainError IDEMPOTENCY_KEY_INVALID
 */
export function readIdempotencyKey(headers: IncomingHttpHeaders): string | null {
  const header = headerNames.find((name) => headers[name.toLowerCase()] !== undefined);
  if (header === undefined) return null;
  const key = String(headers[header.toLowerCase()]);
  if (key.length > maxLength || !idempotencyKeyPattern.test(key))
    throw new DomainError('IDEMPOTENCY_KEY_INVALID', { values: { header, maxLength } });
  return key;
}
