import { limits } from '@carillon/contracts';
import { DomainError } from '../platform/errors/domain-error.js';

/**
 * `@All` and `@Present` work in rooms of 50 members or fewer. Webhooks are not members.
 * @throws DomainError BROADCAST_TOO_LARGE
 */
export function refuseLargeBroadcast(
  mentions: { all: boolean; present: boolean },
  memberCount: number,
): void {
  const max = limits.mentions.maxMembersForBroadcast;
  if ((mentions.all || mentions.present) && memberCount > max)
    throw new DomainError('BROADCAST_TOO_LARGE', { values: { max, members: memberCount } });
}
