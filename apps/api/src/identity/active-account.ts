import type { UserId } from '@carillon/contracts';
import { IsNull, type EntityManager } from 'typeorm';
import { DomainError } from '../platform/errors/domain-error.js';
import { UserEntity } from './user.entity.js';

/**
 * Holds an account that is in use until the transaction ends: it cannot be deactivated, nor get another password,
 * between what is checked and what is written.
 * @throws DomainError NOT_SIGNED_IN if it was deactivated meanwhile
 */
export async function holdActiveAccount(rows: EntityManager, userId: UserId): Promise<UserEntity> {
  const user = await rows.findOne(UserEntity, {
    where: { id: userId, deactivatedAt: IsNull() },
    lock: { mode: 'for_no_key_update' },
  });
  if (user === null) throw new DomainError('NOT_SIGNED_IN');
  return user;
}
