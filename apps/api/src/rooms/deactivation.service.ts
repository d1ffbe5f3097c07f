import type { PersonView, RoomId, UserId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { AccessTokenEntity } from '../identity/access-token.entity.js';
import { presentPerson } from '../identity/account.presenter.js';
import { requireCookieSession } from '../identity/cookie-session.js';
import { endSessions } from '../identity/devices.service.js';
import { requireOwner } from '../identity/directory.service.js';
import { AccountDeactivated } from '../identity/identity.events.js';
import type { Identity } from '../identity/identity.js';
import { UserEntity } from '../identity/user.entity.js';
import { Clock } from '../platform/clock.js';
import { Transactions, type Transaction } from '../platform/database/transaction.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { giveAnAdministrator } from './last-administrator.js';
import { MembershipEntity } from './membership.entity.js';
import { RoomEntity } from './room.entity.js';
import { PresenceLookup } from './presence-lookup.js';
import { presentMember, type MemberPresence } from './room.presenter.js';
import { viewRooms } from './room-views.js';
import { MemberAdded, MemberRemoved } from './rooms.events.js';

/**
 * Deactivating an account, and taking that back. Whoever is deactivated is signed out everywhere and out of all
 * rooms, and stays the author of what they wrote; reactivated, they are back in their rooms in the role they had.
 *
 * Rooms are held before the account, in the order of their ids, as everything does that adds members.
 */
@Injectable()
export class DeactivationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly presence: PresenceLookup,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_OWNER, COOKIE_SESSION_NEEDED, ACCOUNT_NOT_FOUND, CANNOT_DEACTIVATE_OWNER */
  async deactivate(me: Identity, userId: UserId): Promise<PersonView> {
    requireOwner(me);
    requireCookieSession(me);
    return this.transactions.run(async (transaction) => {
      const { rows, announce } = transaction;
      await holdRooms(rows, 'memberships', userId);
      const user = await holdAccount(rows, userId);
      if (user.isOwner) throw new DomainError('CANNOT_DEACTIVATE_OWNER');
      if (user.deactivatedAt !== null) return presentPerson(user);
      // Whoever was added to a room before the account was held is in it; from here on nobody can add them.
      const roomIds = await holdRooms(rows, 'memberships', userId);
      user.deactivatedAt = this.clock.now();
      await rows.update(UserEntity, { id: userId }, { deactivatedAt: user.deactivatedAt });
      await endSessions(rows, userId);
      await rows.delete(AccessTokenEntity, { userId });
      announce(new AccountDeactivated(userId));
      await pause(transaction, userId, roomIds);
      return presentPerson(user);
    });
  }

  /** @throws DomainError NOT_OWNER, COOKIE_SESSION_NEEDED, ACCOUNT_NOT_FOUND */
  async reactivate(me: Identity, userId: UserId): Promise<PersonView> {
    requireOwner(me);
    requireCookieSession(me);
    return this.transactions.run(async (transaction) => {
      const { rows } = transaction;
      const roomIds = await holdRooms(rows, 'paused_memberships', userId);
      const user = await holdAccount(rows, userId);
      if (user.deactivatedAt === null) return presentPerson(user);
      user.deactivatedAt = null;
      await rows.update(UserEntity, { id: userId }, { deactivatedAt: null });
      const availability = (await this.presence.availabilityOf(rows, [userId])).get(userId);
      await resume(transaction, user, roomIds, { isPresent: false, availability });
      return presentPerson(user);
    });
  }
}

async function holdRooms(
  rows: EntityManager,
  table: 'memberships' | 'paused_memberships',
  userId: UserId,
): Promise<RoomId[]> {
  const held = await rows.query<{ id: RoomId }[]>(
    `select id from rooms where id in (select room_id from ${table} where user_id = $1) order by id for update`,
    [userId],
  );
  return held.map(({ id }) => id);
}

/** Held so that no membership, session or token of it can be added meanwhile: each names the account as its parent. */
async function holdAccount(rows: EntityManager, userId: UserId): Promise<UserEntity> {
  const user = await rows.findOne(UserEntity, { where: { id: userId }, lock: { mode: 'pessimistic_write' } });
  if (user === null) throw new DomainError('ACCOUNT_NOT_FOUND');
  return user;
}

/** What a membership is; the same in both tables. */
const kept = `room_id, user_id, role, joined_at, last_read_seq,
  is_favourite, hidden_at_seq, desktop_notifications, phone_notifications`;

async function pause({ rows, announce }: Transaction, userId: UserId, roomIds: RoomId[]): Promise<void> {
  await rows.query(
    `with left_rooms as (delete from memberships where user_id = $1 returning *)
     insert into paused_memberships (${kept}) select ${kept} from left_rooms`,
    [userId],
  );
  const [rooms] = await rows.query<[{ id: RoomId; member_count: number }[], number]>(
    'update rooms set member_count = member_count - 1 where id = any($1::uuid[]) returning id, member_count',
    [roomIds],
  );
  for (const { id, member_count: count } of rooms) announce(new MemberRemoved(id, userId, count, 'removed'));
  for (const event of await giveAnAdministrator(rows, roomIds)) announce(event);
}

async function resume(
  { rows, announce }: Transaction,
  user: UserEntity,
  roomIds: RoomId[],
  presence: MemberPresence,
): Promise<void> {
  await rows.query(
    `with back as (delete from paused_memberships where user_id = $1 returning *)
     insert into memberships (${kept}) select ${kept} from back`,
    [user.id],
  );
  await rows.query('update rooms set member_count = member_count + 1 where id = any($1::uuid[])', [roomIds]);
  const promoted = await giveAnAdministrator(rows, roomIds);
  const memberships = await rows.findBy(MembershipEntity, { userId: user.id, roomId: In(roomIds) });
  const rooms = new Map((await rows.findBy(RoomEntity, { id: In(roomIds) })).map((room) => [room.id, room]));
  const entered = memberships.flatMap((membership) => {
    const room = rooms.get(membership.roomId);
    return room === undefined ? [] : [{ room, membership }];
  });
  const views = await viewRooms(rows, user.id, entered);
  for (const [index, { membership }] of entered.entries()) {
    const view = views[index];
    if (view !== undefined) announce(new MemberAdded(view, presentMember(membership, user, presence)));
  }
  for (const event of promoted) announce(event);
}
