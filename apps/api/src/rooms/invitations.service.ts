import {
  limits,
  type AddMemberRequest,
  type InvitationView,
  type Page,
  type RoomId,
  type RoomView,
  type SentInvitationView,
  type UserId,
} from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { LessThanOrEqual, MoreThan, type EntityManager } from 'typeorm';
import type { Identity } from '../identity/identity.js';
import { Clock } from '../platform/clock.js';
import { pageFrom } from '../platform/database/page.js';
import { Transactions, type Transaction } from '../platform/database/transaction.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { AdmissionThrottle } from './admission-throttle.js';
import { AdmissionsChanged, InvitationEnded, InvitationSent } from './admissions.events.js';
import { presentInvitation, presentSentInvitation } from './admissions.presenter.js';
import {
  administratorsOf,
  findNewcomer,
  MemberAdmission,
  refuseDeactivated,
  requireInviter,
} from './member-admission.js';
import { refuseInDirect } from './conversation-rules.js';
import { RoomAccess } from './room-access.js';
import { RoomInvitationEntity } from './room-invitation.entity.js';
import { RoomEntity } from './room.entity.js';

/** Inviting people to a room, who accept or decline. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: RoomAccess,
    private readonly admission: MemberAdmission,
    private readonly throttle: AdmissionThrottle,
    private readonly clock: Clock,
  ) {}

  /**
   * Inviting somebody again makes the invitation last anew.
   * @throws DomainError ROOM_NOT_FOUND, INVITING_RESTRICTED, USER_NOT_FOUND, USER_DEACTIVATED, ALREADY_MEMBER,
   * INVITATION_LIMIT_REACHED, TOO_MANY_INVITATIONS, DIRECT_CONVERSATION_FIXED
   */
  async invite({ user }: Identity, roomId: RoomId, whom: AddMemberRequest): Promise<SentInvitationView> {
    await this.throttle.admitInvitation(user.id);
    return this.transactions.run(async ({ rows, announce }) => {
      const entered = await this.access.hold(rows, roomId, user.id);
      refuseInDirect(entered.room);
      requireInviter(entered);
      const invited = await findNewcomer(rows, roomId, whom);
      await refuseDeactivated(rows, invited);
      const now = this.clock.now();
      await this.keepToLimit(rows, roomId, invited.id, now);
      const times = {
        createdAt: now,
        expiresAt: new Date(now.getTime() + limits.rooms.invitationLifetimeMs),
      };
      const invitation = { roomId, userId: invited.id, invitedById: user.id, ...times };
      await rows.upsert(RoomInvitationEntity, invitation, ['roomId', 'userId']);
      announce(new InvitationSent(invited.id, presentInvitation(times, entered.room, user)));
      announce(new AdmissionsChanged(roomId, await administratorsOf(rows, roomId), null));
      return presentSentInvitation(times, invited, user);
    });
  }

  /** @throws DomainError ROOM_NOT_FOUND, NOT_ADMINISTRATOR */
  async listSent(
    { user }: Identity,
    roomId: RoomId,
    cursor: string | undefined,
    limit: number,
  ): Promise<Page<SentInvitationView>> {
    const { rows } = this.transactions;
    await this.access.enterAsAdministrator(rows, roomId, user.id);
    const invitations = await rows.find(RoomInvitationEntity, {
      where: {
        roomId,
        expiresAt: MoreThan(this.clock.now()),
        // The cursor is the id the page before ended with.
        ...(cursor === undefined ? {} : { userId: MoreThan(cursor as UserId) }),
      },
      relations: { user: true, invitedBy: true },
      order: { userId: 'ASC' },
      take: limit + 1,
    });
    const page = pageFrom(invitations, limit, ({ userId }) => userId);
    return {
      ...page,
      items: page.items.map((item) => presentSentInvitation(item, item.user, item.invitedBy)),
    };
  }

  /** @throws DomainError ROOM_NOT_FOUND, NOT_ADMINISTRATOR, INVITATION_NOT_FOUND */
  async withdraw({ user }: Identity, roomId: RoomId, userId: UserId): Promise<void> {
    await this.transactions.run(async (transaction) => {
      await this.access.holdAsAdministrator(transaction.rows, roomId, user.id);
      await this.end(transaction, roomId, userId);
    });
  }

  /** The rooms one is invited to, in the order they were made. */
  async list({ user }: Identity, cursor: string | undefined, limit: number): Promise<Page<InvitationView>> {
    const invitations = await this.transactions.rows.find(RoomInvitationEntity, {
      where: {
        userId: user.id,
        expiresAt: MoreThan(this.clock.now()),
        ...(cursor === undefined ? {} : { roomId: MoreThan(cursor as RoomId) }),
      },
      relations: { room: true, invitedBy: true },
      order: { roomId: 'ASC' },
      take: limit + 1,
    });
    const page = pageFrom(invitations, limit, ({ roomId }) => roomId);
    return { ...page, items: page.items.map((item) => presentInvitation(item, item.room, item.invitedBy)) };
  }

  /** Whoever was invited once is let in by that, whatever has become of the one who invited. @throws DomainError INVITATION_NOT_FOUND, GROUP_FULL */
  async accept({ user }: Identity, roomId: RoomId): Promise<RoomView> {
    return this.transactions.run(async (transaction) => {
      const { rows } = transaction;
      const room = await rows.findOne(RoomEntity, {
        where: { id: roomId },
        lock: { mode: 'pessimistic_write' },
      });
      const expiresAt = MoreThan(this.clock.now());
      const isInvited = await rows.existsBy(RoomInvitationEntity, { roomId, userId: user.id, expiresAt });
      if (room === null || !isInvited) throw new DomainError('INVITATION_NOT_FOUND');
      return (await this.admission.admit(transaction, room, user)).room;
    });
  }

  /** @throws DomainError INVITATION_NOT_FOUND */
  async decline({ user }: Identity, roomId: RoomId): Promise<void> {
    await this.transactions.run((transaction) => this.end(transaction, roomId, user.id));
  }

  private async end({ rows, announce }: Transaction, roomId: RoomId, userId: UserId): Promise<void> {
    const { affected } = await rows.delete(RoomInvitationEntity, { roomId, userId });
    if (!affected) throw new DomainError('INVITATION_NOT_FOUND');
    announce(new InvitationEnded(userId, roomId));
    announce(new AdmissionsChanged(roomId, await administratorsOf(rows, roomId), null));
  }

  /** Invitations that were never answered make room. The room is held, so that two cannot both be the last. */
  private async keepToLimit(rows: EntityManager, roomId: RoomId, userId: UserId, now: Date): Promise<void> {
    await rows.delete(RoomInvitationEntity, { roomId, expiresAt: LessThanOrEqual(now) });
    const max = limits.rooms.maxInvitations;
    const [row] = await rows.query<{ others: number }[]>(
      'select count(*)::int as others from room_invitations where room_id = $1 and user_id <> $2',
      [roomId, userId],
    );
    if ((row?.others ?? 0) >= max) throw new DomainError('INVITATION_LIMIT_REACHED', { values: { max } });
  }
}
