import {
  aliasSchema,
  limits,
  type ProfileChange,
  type SignUpPolicyView,
  type SignUpRequest,
} from '@carillon/contracts';
import type { InviteId, InviteView, UserId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { Like, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { Transactions } from '../platform/database/transaction.js';
import { isUniqueViolation } from '../platform/database/unique-violation.js';
import { Settings } from '../platform/env.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { Secrets } from '../platform/secrets.js';
import { namesIn, refuseCommonPassword } from './common-passwords.js';
import { ProfileChanged } from './identity.events.js';
import type { Identity } from './identity.js';
import { InviteEntity } from './invite.entity.js';
import { Passwords } from './passwords.js';
import { SignUpRuleCheck } from './sign-up-rule.js';
import { UserEntity } from './user.entity.js';

/** Key of the advisory lock that makes sign-ups follow one another, so that aliases and the owner are settled. */
const signUpLock = 4_711_202_603;
const inviteTokenBytes = 24;

/** Accounts: making them, changing them, inviting to them. */
@Injectable()
export class UsersService {
  constructor(
    private readonly transactions: Transactions,
    private readonly passwords: Passwords,
    private readonly rule: SignUpRuleCheck,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** @throws DomainError PASSWORD_COMMON, EMAIL_TAKEN, or a refusal of the sign-up rule */
  async signUp(request: SignUpRequest): Promise<UserEntity> {
    await refuseCommonPassword(request.password, [request.displayName, ...namesIn(request.email)]);
    const passwordHash = await this.passwords.hash(request.password);
    return this.transactions.run(async ({ rows }) => {
      await rows.query('select pg_advisory_xact_lock($1)', [signUpLock]);
      const isOwner = !(await rows.exists(UserEntity));
      if (!isOwner) await this.rule.admit(rows, request.email, request.invite);
      if (await rows.existsBy(UserEntity, { email: request.email })) throw new DomainError('EMAIL_TAKEN');
      const user = rows.create(UserEntity, {
        id: this.secrets.newId() as UserId,
        email: request.email,
        displayName: request.displayName,
        alias: await freeAlias(rows, request.email),
        passwordHash,
        isOwner,
        createdAt: this.clock.now(),
        deactivatedAt: null,
      });
      await rows.insert(UserEntity, user);
      return user;
    });
  }

  async readSignUpPolicy(): Promise<SignUpPolicyView> {
    return this.rule.present(!(await this.transactions.rows.exists(UserEntity)));
  }

  /** @throws DomainError NOT_OWNER */
  async createInvite({ user }: Identity): Promise<InviteView> {
    if (!user.isOwner) throw new DomainError('NOT_OWNER');
    const token = this.secrets.randomToken(inviteTokenBytes);
    const createdAt = this.clock.now();
    const invite = {
      id: this.secrets.newId() as InviteId,
      tokenHash: this.secrets.hash(token),
      createdById: user.id,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + limits.sessions.inviteLifetimeMs),
    };
    await this.transactions.rows.insert(InviteEntity, invite);
    return {
      id: invite.id,
      url: `${this.settings.publicUrl}/sign-up?invite=${token}`,
      expiresAt: invite.expiresAt.toISOString(),
    };
  }

  /** @throws DomainError ALIAS_TAKEN */
  async changeProfile({ user }: Identity, change: ProfileChange): Promise<UserEntity> {
    return this.transactions.run(async ({ rows, announce }) => {
      const changed = rows.create(UserEntity, {
        id: user.id,
        email: user.email,
        isOwner: user.isOwner,
        displayName: change.displayName ?? user.displayName,
        alias: change.alias ?? user.alias,
      });
      try {
        await rows.update(
          UserEntity,
          { id: user.id },
          { displayName: changed.displayName, alias: changed.alias },
        );
      } catch (error) {
        if (isUniqueViolation(error, 'users_alias'))
          throw new DomainError('ALIAS_TAKEN', { values: { alias: changed.alias } });
        throw error;
      }
      announce(new ProfileChanged(changed));
      return changed;
    });
  }
}

/** The local part of the address, or the first of `name2`, `name3`, ... that nobody has. */
async function freeAlias(rows: EntityManager, email: string): Promise<string> {
  const wanted = aliasFrom(email);
  const taken = await rows.find(UserEntity, {
    select: { alias: true },
    where: { alias: Like(`${wanted.replace(/[\\%_]/g, '\\$&')}%`) },
  });
  const inUse = new Set(taken.map((user) => user.alias));
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? wanted : `${wanted}${String(number)}`;
    if (!inUse.has(candidate)) return candidate;
  }
}

/** What of an e-mail's local part can be an alias; words of everyone's own are never one. */
function aliasFrom(email: string): string {
  const local = email.slice(0, email.lastIndexOf('@')).replace(/[^a-z0-9._+-]/g, '');
  const trimmed = local.replace(/^[._+-]+|[._+-]+$/g, '').slice(0, limits.users.maxAliasLength - 6);
  return aliasSchema.safeParse(trimmed).success
    ? trimmed
    : `user-${trimmed.replace(/[^a-z0-9]/g, '') || 'x'}`;
}
