import { limits } from '@carillon/contracts';
import { DomainError } from '../platform/errors/domain-error.js';
import type { RoomEntity } from './room.entity.js';

/** A conversation between two people is always between these two. @throws DomainError DIRECT_CONVERSATION_FIXED */
export function refuseInDirect({ kind }: RoomEntity): void {
  if (kind === 'direct') throw new DomainError('DIRECT_CONVERSATION_FIXED');
}

/** The caller holds the room, so that two additions cannot both be the thirtieth. @throws DomainError GROUP_FULL */
export function refuseInFullGroup({ kind, memberCount }: RoomEntity): void {
  const max = limits.conversations.maxPeople;
  if (kind === 'group' && memberCount >= max) throw new DomainError('GROUP_FULL', { values: { max } });
}
