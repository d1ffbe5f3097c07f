import type { DeviceView, Page, SessionId, UserId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { MoreThan, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { pageFrom } from '../platform/database/page.js';
import { Transactions } from '../platform/database/transaction.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { presentDevice } from './account.presenter.js';
import { requireCookieSession } from './cookie-session.js';
import { CredentialEnded } from './identity.events.js';
import type { Identity } from './identity.js';
import { SessionEntity } from './session.entity.js';

/** The devices a person is signed in on: their sessions, seen by themselves. */
@Injectable()
export class DevicesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async list(me: Identity, cursor: string | undefined, limit: number): Promise<Page<DeviceView>> {
    const sessions = await this.transactions.rows.find(SessionEntity, {
      where: {
        userId: me.user.id,
        expiresAt: MoreThan(this.clock.now()),
        // The cursor is the id the page before ended with.
        ...(cursor === undefined ? {} : { id: MoreThan(cursor as SessionId) }),
      },
      order: { id: 'ASC' },
      take: limit + 1,
    });
    const devices = sessions.map((session) => presentDevice(session, me));
    return pageFrom(devices, limit, (device) => device.sessionId);
  }

  /** @throws DomainError COOKIE_SESSION_NEEDED, SESSION_NOT_FOUND */
  async end(me: Identity, id: SessionId): Promise<void> {
    requireCookieSession(me);
    await this.transactions.run(async ({ rows, announce }) => {
      const deleted = await rows.delete(SessionEntity, { id, userId: me.user.id });
      if (deleted.affected !== 1) throw new DomainError('SESSION_NOT_FOUND');
      announce(new CredentialEnded(id));
    });
  }

  /** @throws DomainError COOKIE_SESSION_NEEDED */
  async endOthers(me: Identity): Promise<void> {
    requireCookieSession(me);
    await this.transactions.run(async ({ rows, announce }) => {
      for (const id of await endSessionsBut(rows, me)) announce(new CredentialEnded(id));
    });
  }
}

/** Ends every session of this person but the one they act with; answers which, for their sockets to close. */
export async function endSessionsBut(rows: EntityManager, me: Identity): Promise<SessionId[]> {
  return endSessions(rows, me.user.id, me.credential.id);
}

/** Ends every session of an account, but one if it is named. */
export async function endSessions(
  rows: EntityManager,
  userId: UserId,
  spared?: string,
): Promise<SessionId[]> {
  const [ended] = await rows.query<[{ id: SessionId }[], number]>(
    'delete from sessions where user_id = $1 and id is distinct from $2::uuid returning id',
    [userId, spared ?? null],
  );
  return ended.map(({ id }) => id);
}
