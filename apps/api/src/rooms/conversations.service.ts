import type { RoomId, RoomView, UserId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import type { Identity } from '../identity/identity.js';
import { UserEntity } from '../identity/user.entity.js';
import { Clock } from '../platform/clock.js';
import { Transactions, type Transaction } from '../platform/database/transaction.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { Secrets } from '../platform/secrets.js';
import { MembershipEntity } from './membership.entity.js';
import { newMembership } from './new-membership.js';
import { PresenceLookup } from './presence-lookup.js';
import { RoomAccess } from './room-access.js';
import { RoomEntity } from './room.entity.js';
import { presentMember, presentSettings } from './room.presenter.js';
import { viewRoom } from './room-views.js';
import { MemberAdded, MySettingsChanged } from './rooms.events.js';

/**
 * Conversations: rooms without a name of their own, without administrators and webhooks, of the people in them. The
 * others see one once something is said in it: until then it is hidden for them.
 */
@Injectable()
export class ConversationsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: RoomAccess,
    private readonly presence: PresenceLookup,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError CONVERSATION_NEEDS_OTHERS, ACCOUNT_NOT_FOUND, USER_DEACTIVATED */
  async open({ user }: Identity, userIds: readonly UserId[]): Promise<RoomView> {
    const others = [...new Set(userIds)].filter((id) => id !== user.id);
    const [only] = others;
    if (only === undefined) throw new DomainError('CONVERSATION_NEEDS_OTHERS');
    const people = [user.id, ...others];
    const isDirect = others.length === 1;
    return this.transactions.run(async (transaction) => {
      const { rows } = transaction;
      const existing = isDirect
        ? await findPair(rows, pairOf(user.id, only))
        : await findGroup(rows, user.id, people);
      if (existing !== null) return this.bringBack(transaction, existing, user.id);
      await holdActive(rows, people);
      const room = await this.makeRoom(rows, user.id, isDirect ? 'direct' : 'group', people.length);
      const first = isDirect ? await claimPair(rows, pairOf(user.id, only), room.id) : room.id;
      if (first === room.id) return this.admitAll(transaction, room, user.id, people);
      // Another request was first, and has committed: this one had to wait for it.
      await rows.delete(RoomEntity, { id: room.id });
      return this.bringBack(transaction, first, user.id);
    });
  }

  private async makeRoom(
    rows: EntityManager,
    createdById: UserId,
    kind: 'direct' | 'group',
    memberCount: number,
  ): Promise<RoomEntity> {
    const room = rows.create(RoomEntity, {
      id: this.secrets.newId() as RoomId,
      kind,
      name: '',
      topic: '',
      invitePolicy: kind === 'group' ? 'everyone' : 'administrators',
      createdAt: this.clock.now(),
      createdById,
      memberCount,
      lastSeq: 0,
      lastChange: 0,
      lastMessageAt: null,
    });
    await rows.insert(RoomEntity, room);
    return room;
  }

  private async admitAll(
    { rows, announce }: Transaction,
    room: RoomEntity,
    starter: UserId,
    people: readonly UserId[],
  ): Promise<RoomView> {
    const memberships = people.map((userId) => {
      const membership = newMembership(rows, room, userId, { role: 'member', joinedAt: room.createdAt });
      if (userId !== starter) membership.hiddenAtSeq = 0;
      return membership;
    });
    await rows.insert(MembershipEntity, memberships);
    const users = new Map(
      (await rows.findBy(UserEntity, { id: In([...people]) })).map((user) => [user.id, user]),
    );
    const availability = await this.presence.availabilityOf(rows, people);
    let mine: RoomView | undefined;
    for (const membership of memberships) {
      const user = users.get(membership.userId);
      const view = await viewRoom(rows, { room, membership });
      const presence = { isPresent: false, availability: availability.get(membership.userId) };
      if (user !== undefined) announce(new MemberAdded(view, presentMember(membership, user, presence)));
      if (membership.userId === starter) mine = view;
    }
    if (mine === undefined) throw new DomainError('ROOM_NOT_FOUND');
    return mine;
  }

  /** Whoever opens a conversation that they had hidden wants to see it. */
  private async bringBack(
    { rows, announce }: Transaction,
    roomId: RoomId,
    userId: UserId,
  ): Promise<RoomView> {
    const entered = await this.access.enter(rows, roomId, userId);
    const { membership } = entered;
    if (membership.hiddenAtSeq !== null) {
      membership.hiddenAtSeq = null;
      await rows.update(MembershipEntity, { roomId, userId }, { hiddenAtSeq: null });
      announce(new MySettingsChanged(userId, { roomId, ...presentSettings(membership, false) }));
    }
    return viewRoom(rows, entered);
  }
}

type Pair = [low: UserId, high: UserId];

function pairOf(one: UserId, other: UserId): Pair {
  return one < other ? [one, other] : [other, one];
}

async function findPair(rows: EntityManager, pair: Pair): Promise<RoomId | null> {
  const [found] = await rows.query<{ room_id: RoomId }[]>(
    'select room_id from direct_pairs where low_user_id = $1 and high_user_id = $2',
    pair,
  );
  return found?.room_id ?? null;
}

/** The room that these two talk in from now on: this one, or that of a request which came first. */
async function claimPair(rows: EntityManager, pair: Pair, roomId: RoomId): Promise<RoomId> {
  const claimed = await rows.query<{ room_id: RoomId }[]>(
    `insert into direct_pairs (low_user_id, high_user_id, room_id) values ($1, $2, $3)
     on conflict do nothing returning room_id`,
    [...pair, roomId],
  );
  return claimed[0]?.room_id ?? (await findPair(rows, pair)) ?? roomId;
}

/** The group of exactly these people in which something was said last. */
async function findGroup(rows: EntityManager, userId: UserId, people: UserId[]): Promise<RoomId | null> {
  const [found] = await rows.query<{ id: RoomId }[]>(
    `select r.id
       from memberships m join rooms r on r.id = m.room_id
      where m.user_id = $1 and r.kind = 'group' and r.member_count = cardinality($2::uuid[])
        and (select count(*) from memberships o where o.room_id = r.id and o.user_id = any($2::uuid[])) = r.member_count
      order by r.last_message_at desc nulls last, r.id
      limit 1`,
    [userId, people],
  );
  return found?.id ?? null;
}

/** Held until the transaction ends, so that nobody is deactivated between this look and becoming a member. */
async function holdActive(rows: EntityManager, people: UserId[]): Promise<void> {
  const held = await rows.query<{ id: UserId; display_name: string; deactivated_at: Date | null }[]>(
    'select id, display_name, deactivated_at from users where id = any($1::uuid[]) order by id for share',
    [people],
  );
  if (held.length < people.length) throw new DomainError('ACCOUNT_NOT_FOUND');
  const gone = held.find((user) => user.deactivated_at !== null);
  if (gone === undefined) return;
  if (gone.id === people[0]) throw new DomainError('NOT_SIGNED_IN');
  throw new DomainError('USER_DEACTIVATED', { values: { name: gone.display_name } });
}
