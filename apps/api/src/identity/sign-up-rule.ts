import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan, type EntityManager } from 'typeorm';
import type { SignUpPolicyView } from '@carillon/contracts';
import { Clock } from '../platform/clock.js';
import { Settings } from '../platform/env.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { Secrets } from '../platform/secrets.js';
import { InviteEntity } from './invite.entity.js';

/** Who may make an account here. The first account is always welcome: it becomes the owner. */
@Injectable()
export class SignUpRuleCheck {
  constructor(
    private readonly settings: Settings,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /**
   * Uses up the invitation, where one is needed.
   * @throws DomainError SIGN_UP_NEEDS_INVITE, SIGN_UP_INVITE_INVALID, SIGN_UP_DOMAIN_REFUSED
   */
  async admit(rows: EntityManager, email: string, invite: string | undefined): Promise<void> {
    const rule = this.settings.signUp;
    if (invite !== undefined && (await this.useInvite(rows, invite))) return;
    if (rule.mode === 'open') return;
    if (invite !== undefined) throw new DomainError('SIGN_UP_INVITE_INVALID');
    if (rule.mode === 'invite') throw new DomainError('SIGN_UP_NEEDS_INVITE');
    if (!rule.domains.includes(email.slice(email.lastIndexOf('@') + 1)))
      throw new DomainError('SIGN_UP_DOMAIN_REFUSED', { values: { domains: rule.domains.join(', ') } });
  }

  /** Marks the invitation as used in one statement, so that two sign-ups cannot share it. */
  private async useInvite(rows: EntityManager, token: string): Promise<boolean> {
    const now = this.clock.now();
    const used = await rows.update(
      InviteEntity,
      { tokenHash: this.secrets.hash(token), usedAt: IsNull(), expiresAt: MoreThan(now) },
      { usedAt: now },
    );
    return used.affected === 1;
  }

  present(isFirstAccount: boolean): SignUpPolicyView {
    const rule = this.settings.signUp;
    return { mode: rule.mode, domains: rule.mode === 'domains' ? rule.domains : [], isFirstAccount };
  }
}
