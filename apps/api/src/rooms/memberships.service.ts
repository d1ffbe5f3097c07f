import type {
  AddMemberRequest,
  AvailabilityView,
  MemberRole,
  MemberView,
  Page,
  RoomId,
  UserId,
} from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { MoreThan, type EntityManager } from 'typeorm';
import type { Identity } from '../identity/identity.js';
import type { UserEntity } from '../identity/user.entity.js';
import { pageFrom } from '../platform/database/page.js';
import { Transactions } from '../platform/database/transaction.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { refuseInDirect } from './conversation-rules.js';
import { keepAnAdministrator } from './last-administrator.js';
import { findNewcomer, MemberAdmission, requireInviter } from './member-admission.js';
import { MembershipEntity } from './membership.entity.js';
import { PausedMembershipEntity } from './paused-membership.entity.js';
import { PresenceLookup } from './presence-lookup.js';
import { RoomAccess } from './room-access.js';
import { RoomEntity } from './room.entity.js';
import { presentMember, type MemberPresence } from './room.presenter.js';
import { MemberRemoved, MemberRoleChanged, RoomDeleted } from './rooms.events.js';

/** Who is in a room, and in which role. */
@Injectable()
export class MembershipsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: RoomAccess,
    private readonly presence: PresenceLookup,
    private readonly admission: MemberAdmission,
  ) {}

  /** @throws DomainError ROOM_NOT_FOUND */
  async list(
    { user }: Identity,
    roomId: RoomId,
    cursor: string | undefined,
    limit: number,
  ): Promise<Page<MemberView>> {
    const { rows } = this.transactions;
    await this.access.enter(rows, roomId, user.id);
    const memberships = await rows.find(MembershipEntity, {
      // The cursor is the id the page before ended with.
      where: { roomId, ...(cursor === undefined ? {} : { userId: MoreThan(cursor as UserId) }) },
      relations: { user: true },
      order: { userId: 'ASC' },
      take: limit + 1,
    });
    const views = await this.present(rows, memberships);
    return pageFrom(views, limit, (member) => member.userId);
  }

  /** @throws DomainError ROOM_NOT_FOUND, INVITING_RESTRICTED, USER_NOT_FOUND, USER_DEACTIVATED, ALREADY_MEMBER, DIRECT_CONVERSATION_FIXED, GROUP_FULL */
  async add({ user }: Identity, roomId: RoomId, whom: AddMemberRequest): Promise<MemberView> {
    return this.transactions.run(async (transaction) => {
      const entered = await this.access.hold(transaction.rows, roomId, user.id);
      refuseInDirect(entered.room);
      requireInviter(entered);
      const newcomer = await findNewcomer(transaction.rows, roomId, whom);
      return (await this.admission.admit(transaction, entered.room, newcomer)).member;
    });
  }

  /** @throws DomainError ROOM_NOT_FOUND, NOT_ADMINISTRATOR, MEMBER_NOT_FOUND, LAST_ADMINISTRATOR */
  async changeRole(
    { user }: Identity,
    roomId: RoomId,
    userId: UserId,
    role: MemberRole,
  ): Promise<MemberView> {
    return this.transactions.run(async ({ rows, announce }) => {
      await this.access.holdAsAdministrator(rows, roomId, user.id);
      const membership = await findMembership(rows, roomId, userId);
      if (membership.role !== role) {
        if (role === 'member') await keepAnAdministrator(rows, membership);
        await rows.update(MembershipEntity, { roomId, userId }, { role });
        membership.role = role;
        announce(new MemberRoleChanged(roomId, userId, role));
      }
      return this.presentOne(rows, membership, membership.user);
    });
  }

  /**
   * Removing someone takes an administrator; leaving is removing oneself.
   * @throws DomainError ROOM_NOT_FOUND, NOT_ADMINISTRATOR, MEMBER_NOT_FOUND, LAST_ADMINISTRATOR, DIRECT_CONVERSATION_FIXED
   */
  async remove({ user }: Identity, roomId: RoomId, userId: UserId): Promise<void> {
    const isLeaving = user.id === userId;
    await this.transactions.run(async ({ rows, announce }) => {
      const { room } = isLeaving
        ? await this.access.hold(rows, roomId, user.id)
        : await this.access.holdAsAdministrator(rows, roomId, user.id);
      refuseInDirect(room);
      await keepAnAdministrator(rows, await findMembership(rows, roomId, userId));
      await rows.delete(MembershipEntity, { roomId, userId });
      const memberCount = room.memberCount - 1;
      await rows.update(RoomEntity, { id: roomId }, { memberCount });
      announce(new MemberRemoved(roomId, userId, memberCount, isLeaving ? 'left' : 'removed'));
      if (memberCount === 0 && (await deleteAbandoned(rows, roomId))) announce(new RoomDeleted(roomId));
    });
  }

  private async present(rows: EntityManager, memberships: MembershipEntity[]): Promise<MemberView[]> {
    const userIds = memberships.map(({ userId }) => userId);
    const availability = await this.presence.availabilityOf(rows, userIds);
    return memberships.map((membership) =>
      presentMember(membership, membership.user, this.presenceOf(membership, availability)),
    );
  }

  private async presentOne(
    rows: EntityManager,
    membership: MembershipEntity,
    user: UserEntity,
  ): Promise<MemberView> {
    const availability = await this.presence.availabilityOf(rows, [user.id]);
    return presentMember(membership, user, this.presenceOf(membership, availability));
  }

  private presenceOf(
    { roomId, userId }: MembershipEntity,
    availability: Map<UserId, AvailabilityView>,
  ): MemberPresence {
    return {
      isPresent: this.presence.isPresent(roomId, userId),
      availability: availability.get(userId),
    };
  }
}

/** A conversation that everybody has left can be seen by nobody again, unless somebody is only deactivated. */
async function deleteAbandoned(rows: EntityManager, roomId: RoomId): Promise<boolean> {
  if (await rows.existsBy(PausedMembershipEntity, { roomId })) return false;
  await rows.delete(RoomEntity, { id: roomId });
  return true;
}

async function findMembership(
  rows: EntityManager,
  roomId: RoomId,
  userId: UserId,
): Promise<MembershipEntity> {
  const membership = await rows.findOne(MembershipEntity, {
    where: { roomId, userId },
    relations: { user: true },
  });
  if (membership === null) throw new DomainError('MEMBER_NOT_FOUND');
  return membership;
}
