import type { RoomId, UserId } from '@carillon/contracts';
import type { EntityManager } from 'typeorm';
import { DomainError } from '../platform/errors/domain-error.js';
import { MembershipEntity } from './membership.entity.js';
import { MemberRoleChanged } from './rooms.events.js';

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

/**
 * Where an account was deactivated that was the only administrator, whoever has been a member longest takes over.
 * A room without any member has to wait: the first to be reactivated takes it over. Conversations have none. The
 * caller holds the rooms.
 */
export async function giveAnAdministrator(
  rows: EntityManager,
  roomIds: RoomId[],
): Promise<MemberRoleChanged[]> {
  const [promoted] = await rows.query<[{ room_id: RoomId; user_id: UserId }[], number]>(
    `update memberships set role = 'administrator'
       from (
         select distinct on (m.room_id) m.room_id, m.user_id
           from memberships m join rooms r on r.id = m.room_id and r.kind = 'room'
          where m.room_id = any($1::uuid[])
            and not exists (
              select from memberships a where a.room_id = m.room_id and a.role = 'administrator'
            )
          order by m.room_id, m.joined_at, m.user_id
       ) heir
      where memberships.room_id = heir.room_id and memberships.user_id = heir.user_id
     returning memberships.room_id, memberships.user_id`,
    [roomIds],
  );
  return promoted.map((row) => new MemberRoleChanged(row.room_id, row.user_id, 'administrator'));
}
