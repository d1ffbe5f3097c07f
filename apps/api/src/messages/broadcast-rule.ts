import { limits } from '@carillon/contracts';
import { DomainError } from '../platform/errors/domain-error.js';

/**
 * `@All` and `@Present` work in rooms of 50 members or fewer. Webhooks are not members. The statement that stores a
 * message counts, while it holds the room, so that nobody can join in between.
 */
export const maxMembersForBroadcast = limits.mentions.maxMembersForBroadcast;

/** What the author of a message to everyone is told in a room that is too large for it. */
export function broadcastTooLarge(memberCount: number): DomainError {
  return new DomainError('BROADCAST_TOO_LARGE', {
    values: { max: maxMembersForBroadcast, members: memberCount },
  });
}
