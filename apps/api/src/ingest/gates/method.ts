import { DomainError } from '../../platform/errors/domain-error.js';

/**
 * Only POST posts: a link preview or a browser that follows the URL must not.
 * @throws DomainError METHOD_NOT_ALLOWED
 */
export function requirePost(method = ''): void {
  if (method === 'POST') return;
  throw new DomainError('METHOD_NOT_ALLOWED', {
    values: { method, allowed: 'POST' },
    headers: { Allow: 'POST' },
  });
}
