import { limits, type SessionId, type SignInRequest, type UserId } from '@carillon/contracts';
import { Injectable, Logger } from '@nestjs/common';
import { MoreThan, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { Transactions } from '../platform/database/transaction.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { Secrets } from '../platform/secrets.js';
import { holdActiveAccount } from './active-account.js';
import { CredentialEnded } from './identity.events.js';
import type { Identity } from './identity.js';
import { Passwords } from './passwords.js';
import { SessionEntity } from './session.entity.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { UserEntity } from './user.entity.js';

const tokenBytes = 32;

/** Where a sign-in comes from. */
export type Origin = { address: string; userAgent: string | undefined };

/** A new session; `token` goes into the cookie and is kept nowhere. */
export type OpenedSession = { identity: Identity; token: string };

/** Sessions of browsers: an opaque random token in a cookie, its hash in the database. */
@Injectable()
export class SessionsService {
  private readonly logger = new Logger(SessionsService.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly passwords: Passwords,
    private readonly throttle: SignInThrottle,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError SIGN_IN_FAILED, ACCOUNT_DEACTIVATED, TOO_MANY_SIGN_INS */
  async signIn({ email, password }: SignInRequest, origin: Origin): Promise<OpenedSession> {
    await this.throttle.admitSignIn(email, origin.address);
    const user = await this.checkPassword(email, password, origin);
    if (user === undefined) {
      this.logger.warn({ address: origin.address }, 'A sign-in failed.');
      throw new DomainError('SIGN_IN_FAILED');
    }
    await this.throttle.signInSucceeded(email, origin.address);
    // Said only to who knows the password, so that nobody learns by it who has an account.
    if (user.deactivatedAt !== null) throw new DomainError('ACCOUNT_DEACTIVATED');
    this.logger.log({ userId: user.id, address: origin.address }, 'Signed in.');
    return this.open(user, origin);
  }

  /** Whose password this is; undefined if it is wrong, or there is no such account. */
  private async checkPassword(
    email: string,
    password: string,
    origin: Origin,
  ): Promise<UserEntity | undefined> {
    try {
      const user = await this.transactions.rows.findOneBy(UserEntity, { email });
      const isRight = await this.passwords.isRight(password, user?.passwordHash);
      return user !== null && isRight ? user : undefined;
    } catch (error) {
      await this.throttle.signInUndecided(email, origin.address);
      throw error;
    }
  }

  /**
   * Opens a session for an account whose password was just checked.
   * @throws DomainError NOT_SIGNED_IN if the account was deactivated or got another password meanwhile
   */
  async open(user: UserEntity, origin: Origin): Promise<OpenedSession> {
    const token = this.secrets.randomToken(tokenBytes);
    const now = this.clock.now();
    const session = {
      id: this.secrets.newId() as SessionId,
      userId: user.id,
      tokenHash: this.secrets.hash(token),
      createdAt: now,
      lastUsedAt: now,
      expiresAt: expiryFrom(now),
      userAgent: origin.userAgent?.slice(0, limits.sessions.maxUserAgentLength) ?? null,
    };
    await this.transactions.run(async ({ rows, announce }) => {
      const { passwordHash } = await holdActiveAccount(rows, user.id);
      if (passwordHash !== user.passwordHash) throw new DomainError('NOT_SIGNED_IN');
      await rows.insert(SessionEntity, session);
      for (const id of await endOldest(rows, user.id)) announce(new CredentialEnded(id));
    });
    return { identity: { user, credential: { kind: 'session', id: session.id } }, token };
  }

  /** Whose session this is; undefined if there is none, or it has expired. */
  async resolve(token: string): Promise<Identity | undefined> {
    const session = await this.transactions.rows.findOne(SessionEntity, {
      where: { tokenHash: this.secrets.hash(token), expiresAt: MoreThan(this.clock.now()) },
      relations: { user: true },
    });
    if (session?.user.deactivatedAt !== null) return undefined;
    await this.touch(session);
    return { user: session.user, credential: { kind: 'session', id: session.id } };
  }

  async end(id: SessionId): Promise<void> {
    await this.transactions.run(async ({ rows, announce }) => {
      await rows.delete(SessionEntity, { id });
      announce(new CredentialEnded(id));
    });
  }

  /** Use prolongs a session; written at most once per interval, so that reading stays reading. */
  private async touch(session: SessionEntity): Promise<void> {
    const now = this.clock.now();
    if (now.getTime() - session.lastUsedAt.getTime() < limits.sessions.touchIntervalMs) return;
    await this.transactions.rows.update(
      SessionEntity,
      { id: session.id },
      { lastUsedAt: now, expiresAt: expiryFrom(now) },
    );
  }
}

/** Beyond the most sessions of one account, those unused longest end. The caller holds the account. */
async function endOldest(rows: EntityManager, userId: UserId): Promise<SessionId[]> {
  const [ended] = await rows.query<[{ id: SessionId }[], number]>(
    `delete from sessions where id in (
       select id from sessions where user_id = $1 order by last_used_at desc, id desc offset $2
     ) returning id`,
    [userId, limits.sessions.maxSessions],
  );
  return ended.map(({ id }) => id);
}

function expiryFrom(now: Date): Date {
  return new Date(now.getTime() + limits.sessions.idleLifetimeMs);
}
