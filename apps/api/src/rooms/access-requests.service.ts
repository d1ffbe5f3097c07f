import {
  limits,
  type AccessRequestView,
  type MemberView,
  type RoomId,
  type UserId,
} from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Identity } from '../identity/identity.js';
import { UserEntity } from '../identity/user.entity.js';
import { Clock } from '../platform/clock.js';
import { Transactions } from '../platform/database/transaction.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { AccessRequestEntity } from './access-request.entity.js';
import { AdmissionThrottle } from './admission-throttle.js';
import { AdmissionsChanged } from './admissions.events.js';
import { presentAccessRequest } from './admissions.presenter.js';
import { administratorsOf, MemberAdmission } from './member-admission.js';
import { RoomAccess } from './room-access.js';
import { RoomEntity } from './room.entity.js';

const { maxAccessRequests, accessRequestLifetimeMs, accessRequestRestMs } = limits.rooms;

/** Asking to be taken into a room whose address one has, and deciding about it. */
@Injectable()
export class AccessRequestsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: RoomAccess,
    private readonly admission: MemberAdmission,
    private readonly throttle: AdmissionThrottle,
    private readonly clock: Clock,
  ) {}

  /**
   * Says nothing of what becomes of it: a room that is not there, a conversation, one that has enough requests, and one that declined
   * lately look like one whose administrators will see it.
   * @throws DomainError TOO_MANY_ACCESS_REQUESTS
   */
  async request({ user }: Identity, roomId: RoomId): Promise<void> {
    await this.throttle.admitAccessRequest(user.id);
    await this.transactions.run(async ({ rows, announce }) => {
      const now = this.clock.now();
      const isNew = await store(rows, roomId, user.id, now);
      if (!isNew) return;
      const room = await rows.findOneByOrFail(RoomEntity, { id: roomId });
      const request = presentAccessRequest({ createdAt: now }, room, user);
      announce(new AdmissionsChanged(roomId, await administratorsOf(rows, roomId), request));
    });
  }

  /** What waits for this person's decision in all their rooms, oldest first, within one page. */
  async list({ user }: Identity): Promise<AccessRequestView[]> {
    const since = new Date(this.clock.now().getTime() - accessRequestLifetimeMs);
    const requests = await this.transactions.rows
      .createQueryBuilder(AccessRequestEntity, 'request')
      .innerJoinAndSelect('request.room', 'room')
      .innerJoinAndSelect('request.user', 'person')
      .innerJoin(
        'memberships',
        'mine',
        "mine.room_id = request.room_id and mine.user_id = :me and mine.role = 'administrator'",
        { me: user.id },
      )
      .where('request.declinedAt is null and request.createdAt > :since', { since })
      .orderBy('request.createdAt')
      .limit(limits.pages.maxSize)
      .getMany();
    return requests.map((request) => presentAccessRequest(request, request.room, request.user));
  }

  /** @throws DomainError ROOM_NOT_FOUND, NOT_ADMINISTRATOR, ACCESS_REQUEST_NOT_FOUND, USER_DEACTIVATED */
  async approve({ user }: Identity, roomId: RoomId, userId: UserId): Promise<MemberView> {
    return this.transactions.run(async (transaction) => {
      const { rows } = transaction;
      const { room } = await this.access.holdAsAdministrator(rows, roomId, user.id);
      await requireOpen(rows, roomId, userId);
      const newcomer = await rows.findOneByOrFail(UserEntity, { id: userId });
      return (await this.admission.admit(transaction, room, newcomer)).member;
    });
  }

  /** Whoever asked is not told: they do not know that there is a room. @throws as `approve` */
  async decline({ user }: Identity, roomId: RoomId, userId: UserId): Promise<void> {
    await this.transactions.run(async ({ rows, announce }) => {
      await this.access.holdAsAdministrator(rows, roomId, user.id);
      await requireOpen(rows, roomId, userId);
      await rows.update(AccessRequestEntity, { roomId, userId }, { declinedAt: this.clock.now() });
      announce(new AdmissionsChanged(roomId, await administratorsOf(rows, roomId), null));
    });
  }
}

/**
 * In one statement, which takes as long for a room that is not there. True if there is something new to decide; one
 * that waits already waits on, and makes no news.
 */
async function store(rows: EntityManager, roomId: RoomId, userId: UserId, now: Date): Promise<boolean> {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const stored = await rows.query<{ room_id: RoomId }[]>(
    `insert into access_requests as asked (room_id, user_id, created_at)
     select r.id, $2, $3 from rooms r
      where r.id = $1 and r.kind = 'room'
        and not exists (select from memberships where room_id = $1 and user_id = $2)
        and (select count(*) from access_requests
              where room_id = $1 and declined_at is null and created_at > $4) < $5
     on conflict (room_id, user_id) do update set created_at = excluded.created_at, declined_at = null
      where asked.declined_at < $6 or (asked.declined_at is null and asked.created_at <= $4)
     returning room_id`,
    [roomId, userId, now, ago(accessRequestLifetimeMs), maxAccessRequests, ago(accessRequestRestMs)],
  );
  return stored.length > 0;
}

async function requireOpen(rows: EntityManager, roomId: RoomId, userId: UserId): Promise<void> {
  const request = await rows.findOneBy(AccessRequestEntity, { roomId, userId });
  if (request?.declinedAt !== null) throw new DomainError('ACCESS_REQUEST_NOT_FOUND');
}
