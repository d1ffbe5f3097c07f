import type { EntityManager } from 'typeorm';
import { DomainError } from '../platform/errors/domain-error.js';
import { MembershipEntity } from './membership.entity.js';

/**
 * A room always has an administrator: the only one can neither leave nor be removed or demoted. The caller holds
 * the room, so that two administrators cannot step down at once.
 * @throws DomainError LAST_ADMINISTRATOR
 */
export async function keepAnAdministrator(rows: EntityManager, leaving: MembershipEntity): Promise<void> {
  if (leaving.role !== 'administrator') return;
  const administrators = await rows.countBy(MembershipEntity, {
    roomId: leaving.roomId,
    role: 'administrator',
  });
  if (administrators === 1) throw new DomainError('LAST_ADMINISTRATOR');
}
