import type { Page, RoomChange, RoomId, RoomView } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { holdActiveAccount } from '../identity/active-account.js';
import type { Identity } from '../identity/identity.js';
import { Clock } from '../platform/clock.js';
import { pageFrom } from '../platform/database/page.js';
import { Transactions } from '../platform/database/transaction.js';
import { Secrets } from '../platform/secrets.js';
import { MembershipEntity } from './membership.entity.js';
import { newMembership } from './new-membership.js';
import { findRooms } from './find-rooms.js';
import { PresenceLookup } from './presence-lookup.js';
import { RoomAccess } from './room-access.js';
import { RoomEntity } from './room.entity.js';
import { presentMember, presentRoom, presentRoomFacts } from './room.presenter.js';
import { viewRoom, viewRooms } from './room-views.js';
import { MemberAdded, RoomChanged, RoomDeleted } from './rooms.events.js';

type RoomQuery = { search?: string | undefined; cursor?: string | undefined; limit: number };

/** Rooms themselves: making, listing, opening, changing and deleting them. */
@Injectable()
export class RoomsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: RoomAccess,
    private readonly presence: PresenceLookup,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  async create({ user }: Identity, name: string): Promise<RoomView> {
    return this.transactions.run(async ({ rows, announce }) => {
      const now = this.clock.now();
      const room = rows.create(RoomEntity, {
        id: this.secrets.newId() as RoomId,
        kind: 'room',
        name,
        topic: '',
        invitePolicy: 'administrators',
        createdAt: now,
        createdById: user.id,
        memberCount: 1,
        lastSeq: 0,
        lastChange: 0,
        lastMessageAt: null,
      });
      const membership = newMembership(rows, room, user.id, { role: 'administrator', joinedAt: now });
      await holdActiveAccount(rows, user.id);
      await rows.insert(RoomEntity, room);
      await rows.insert(MembershipEntity, membership);
      const view = presentRoom(room, membership);
      const availability = await this.presence.availabilityOf(rows, [user.id]);
      const presence = { isPresent: false, availability: availability.get(user.id) };
      announce(new MemberAdded(view, presentMember(membership, user, presence)));
      return view;
    });
  }

  /** The rooms one is a member of, in the order they were made. */
  async list({ user }: Identity, { search, cursor, limit }: RoomQuery): Promise<Page<RoomView>> {
    const { rows } = this.transactions;
    // The cursor is the id the page before ended with.
    const after = cursor as RoomId | undefined;
    const memberships = await rows.find(MembershipEntity, {
      where: {
        userId: user.id,
        ...(search
          ? { roomId: In(await findRooms(rows, user.id, { search, after, howMany: limit + 1 })) }
          : after && { roomId: MoreThan(after) }),
      },
      relations: { room: true },
      order: { roomId: 'ASC' },
      take: limit + 1,
    });
    const entered = memberships.map((membership) => ({ room: membership.room, membership }));
    return pageFrom(await viewRooms(rows, user.id, entered), limit, (room) => room.id);
  }

  /** @throws DomainError ROOM_NOT_FOUND */
  async read({ user }: Identity, roomId: RoomId): Promise<RoomView> {
    const { rows } = this.transactions;
    return viewRoom(rows, await this.access.enter(rows, roomId, user.id));
  }

  /** @throws DomainError ROOM_NOT_FOUND, NOT_ADMINISTRATOR */
  async change({ user }: Identity, roomId: RoomId, change: RoomChange): Promise<RoomView> {
    return this.transactions.run(async ({ rows, announce }) => {
      const entered = await this.access.holdAsAdministrator(rows, roomId, user.id);
      const { room } = entered;
      const { name = room.name, topic = room.topic, invitePolicy = room.invitePolicy } = change;
      Object.assign(room, { name, topic, invitePolicy });
      await rows.update(RoomEntity, { id: roomId }, { name, topic, invitePolicy });
      announce(new RoomChanged(presentRoomFacts(room)));
      return viewRoom(rows, entered);
    });
  }

  /**
   * Deletes the room with its members, history and webhooks; their URLs are retired by a trigger of the database.
   * @throws DomainError ROOM_NOT_FOUND, NOT_ADMINISTRATOR
   */
  async delete({ user }: Identity, roomId: RoomId): Promise<void> {
    await this.transactions.run(async ({ rows, announce }) => {
      await this.access.holdAsAdministrator(rows, roomId, user.id);
      await rows.delete(RoomEntity, { id: roomId });
      announce(new RoomDeleted(roomId));
    });
  }
}
