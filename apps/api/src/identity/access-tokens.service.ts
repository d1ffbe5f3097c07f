import { limits } from '@carillon/contracts';
import type { AccessTokenId, AccessTokenView, NewAccessTokenView, Page, UserId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { pageFrom } from '../platform/database/page.js';
import { Transactions } from '../platform/database/transaction.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { Secrets } from '../platform/secrets.js';
import { AccessTokenEntity } from './access-token.entity.js';
import { presentAccessToken } from './account.presenter.js';
import { holdActiveAccount } from './active-account.js';
import { requireCookieSession } from './cookie-session.js';
import { CredentialEnded } from './identity.events.js';
import type { Identity } from './identity.js';
import { SignInThrottle } from './sign-in-throttle.js';

const tokenBytes = 32;
/** What every personal access token starts with, so that secret scanners can find one. */
const tokenPrefix = 'carillon_pat_';

/** Personal access tokens: what scripts sign in with. A token can do what its person can, except manage tokens. */
@Injectable()
export class AccessTokensService {
  constructor(
    private readonly transactions: Transactions,
    private readonly throttle: SignInThrottle,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  async list(userId: UserId, cursor: string | undefined, limit: number): Promise<Page<AccessTokenView>> {
    const tokens = await this.transactions.rows.find(AccessTokenEntity, {
      // The cursor is the id the page before ended with.
      where: { userId, ...(cursor === undefined ? {} : { id: MoreThan(cursor as AccessTokenId) }) },
      order: { id: 'ASC' },
      take: limit + 1,
    });
    return pageFrom(tokens.map(presentAccessToken), limit, (token) => token.id);
  }

  /** @throws DomainError COOKIE_SESSION_NEEDED, TOO_MANY_ACCESS_TOKENS, ACCESS_TOKEN_LIMIT_REACHED */
  async create(me: Identity, name: string): Promise<NewAccessTokenView> {
    requireCookieSession(me);
    const { user } = me;
    await this.throttle.admitAccessToken(user.id);
    const token = `${tokenPrefix}${this.secrets.randomToken(tokenBytes)}`;
    return this.transactions.run(async ({ rows }) => {
      await holdActiveAccount(rows, user.id);
      const max = limits.sessions.maxAccessTokens;
      if ((await rows.countBy(AccessTokenEntity, { userId: user.id })) >= max)
        throw new DomainError('ACCESS_TOKEN_LIMIT_REACHED', { values: { max } });
      const entity = rows.create(AccessTokenEntity, {
        id: this.secrets.newId() as AccessTokenId,
        userId: user.id,
        name,
        tokenHash: this.secrets.hash(token),
        createdAt: this.clock.now(),
        lastUsedAt: null,
      });
      await rows.insert(AccessTokenEntity, entity);
      return { ...presentAccessToken(entity), token };
    });
  }

  /** @throws DomainError COOKIE_SESSION_NEEDED, ACCESS_TOKEN_NOT_FOUND */
  async delete(me: Identity, id: AccessTokenId): Promise<void> {
    requireCookieSession(me);
    await this.transactions.run(async ({ rows, announce }) => {
      const deleted = await rows.delete(AccessTokenEntity, { id, userId: me.user.id });
      if (deleted.affected !== 1) throw new DomainError('ACCESS_TOKEN_NOT_FOUND');
      announce(new CredentialEnded(id));
    });
  }

  /** Whose token this is; undefined if it is none of ours. */
  async resolve(token: string): Promise<Identity | undefined> {
    if (!token.startsWith(tokenPrefix)) return undefined;
    const found = await this.transactions.rows.findOne(AccessTokenEntity, {
      where: { tokenHash: this.secrets.hash(token) },
      relations: { user: true },
    });
    if (found?.user.deactivatedAt !== null) return undefined;
    await this.touch(found);
    return { user: found.user, credential: { kind: 'access-token', id: found.id } };
  }

  private async touch(token: AccessTokenEntity): Promise<void> {
    const now = this.clock.now();
    const sinceMs = now.getTime() - (token.lastUsedAt?.getTime() ?? 0);
    if (sinceMs < limits.sessions.touchIntervalMs) return;
    await this.transactions.rows.update(AccessTokenEntity, { id: token.id }, { lastUsedAt: now });
  }
}
