import { DomainError } from '../platform/errors/domain-error.js';
import type { Identity } from './identity.js';

/**
 * For what a script must never do: a leaked access token must not be able to make itself permanent, lock its person
 * out or take accounts away.
 * @throws DomainError COOKIE_SESSION_NEEDED
 */
export function requireCookieSession({ credential }: Identity): void {
  if (credential.kind !== 'session') throw new DomainError('COOKIE_SESSION_NEEDED');
}
