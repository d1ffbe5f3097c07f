import type { AddMemberRequest, MemberView, RoomId, RoomView, UserId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { UserEntity } from '../identity/user.entity.js';
import { Clock } from '../platform/clock.js';
import type { Transaction } from '../platform/database/transaction.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { AccessRequestEntity } from './access-request.entity.js';
import { AdmissionsChanged, InvitationEnded } from './admissions.events.js';
import { refuseInFullGroup } from './conversation-rules.js';
import { MembershipEntity } from './membership.entity.js';
import { newMembership } from './new-membership.js';
import { PresenceLookup } from './presence-lookup.js';
import type { EnteredRoom } from './room-access.js';
import { RoomInvitationEntity } from './room-invitation.entity.js';
import { RoomEntity } from './room.entity.js';
import { viewRoom } from './room-views.js';
import { presentMember } from './room.presenter.js';
import { MemberAdded } from './rooms.events.js';

/**
 * Takes somebody into a room, however that came about: added, invited, or asked for it. Whoever is in has nothing to
 * answer any more, and nobody about them. The caller holds the room.
 */
@Injectable()
export class MemberAdmission {
  constructor(
    private readonly presence: PresenceLookup,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError USER_DEACTIVATED, GROUP_FULL */
  async admit(
    { rows, announce }: Transaction,
    room: RoomEntity,
    newcomer: UserEntity,
  ): Promise<{ member: MemberView; room: RoomView }> {
    refuseInFullGroup(room);
    await refuseDeactivated(rows, newcomer);
    const joinedAt = this.clock.now();
    const membership = newMembership(rows, room, newcomer.id, { role: 'member', joinedAt });
    await rows.insert(MembershipEntity, membership);
    room.memberCount += 1;
    await rows.update(RoomEntity, { id: room.id }, { memberCount: room.memberCount });
    const availability = await this.presence.availabilityOf(rows, [newcomer.id]);
    const member = presentMember(membership, newcomer, {
      isPresent: this.presence.isPresent(room.id, newcomer.id),
      availability: availability.get(newcomer.id),
    });
    const view = await viewRoom(rows, { room, membership });
    announce(new MemberAdded(view, member));
    await endAdmissions({ rows, announce }, room.id, newcomer.id);
    return { member, room: view };
  }
}

/** Takes away what was open between a room and a person, and tells both sides if there was anything. */
async function endAdmissions({ rows, announce }: Transaction, roomId: RoomId, userId: UserId): Promise<void> {
  const invitations = await rows.delete(RoomInvitationEntity, { roomId, userId });
  const requests = await rows.delete(AccessRequestEntity, { roomId, userId });
  if (!invitations.affected && !requests.affected) return;
  if (invitations.affected) announce(new InvitationEnded(userId, roomId));
  announce(new AdmissionsChanged(roomId, await administratorsOf(rows, roomId), null));
}

export async function administratorsOf(rows: EntityManager, roomId: RoomId): Promise<UserId[]> {
  const found = await rows.query<{ user_id: UserId }[]>(
    "select user_id from memberships where room_id = $1 and role = 'administrator'",
    [roomId],
  );
  return found.map((row) => row.user_id);
}

/** Administrators may always; others where the room lets everyone. @throws DomainError INVITING_RESTRICTED */
export function requireInviter({ room, membership }: EnteredRoom): void {
  if (membership.role !== 'administrator' && room.invitePolicy !== 'everyone')
    throw new DomainError('INVITING_RESTRICTED');
}

/** @throws DomainError USER_NOT_FOUND, ALREADY_MEMBER */
export async function findNewcomer(
  rows: EntityManager,
  roomId: RoomId,
  whom: AddMemberRequest,
): Promise<UserEntity> {
  const found = await rows.findOneBy(
    UserEntity,
    'email' in whom ? { email: whom.email } : { id: whom.userId as UserId },
  );
  if (found === null) throw new DomainError('USER_NOT_FOUND');
  if (await rows.existsBy(MembershipEntity, { roomId, userId: found.id }))
    throw new DomainError('ALREADY_MEMBER', { values: { name: found.displayName } });
  return found;
}

/**
 * Held until the transaction ends, so that nobody is deactivated between this look and becoming a member.
 * @throws DomainError USER_DEACTIVATED
 */
export async function refuseDeactivated(rows: EntityManager, { id, displayName }: UserEntity): Promise<void> {
  const [account] = await rows.query<{ deactivated_at: Date | null }[]>(
    'select deactivated_at from users where id = $1 for share',
    [id],
  );
  if (account?.deactivated_at === null) return;
  throw new DomainError('USER_DEACTIVATED', { values: { name: displayName } });
}
