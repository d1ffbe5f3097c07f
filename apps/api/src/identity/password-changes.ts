import type { PasswordChange } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../platform/database/transaction.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { namesIn, refuseCommonPassword } from './common-passwords.js';
import { requireCookieSession } from './cookie-session.js';
import { endSessionsBut } from './devices.service.js';
import { CredentialEnded } from './identity.events.js';
import type { Identity } from './identity.js';
import { Passwords } from './passwords.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { UserEntity } from './user.entity.js';

/**
 * Gives an account another password. Every other device is signed out: whoever changes a password because somebody
 * else knows it wants just that. Access tokens stay; they were never derived from it, and scripts depend on them.
 */
@Injectable()
export class PasswordChanges {
  constructor(
    private readonly transactions: Transactions,
    private readonly passwords: Passwords,
    private readonly throttle: SignInThrottle,
  ) {}

  /** @throws DomainError COOKIE_SESSION_NEEDED, TOO_MANY_SIGN_INS, PASSWORD_WRONG, PASSWORD_COMMON */
  async change(
    me: Identity,
    { currentPassword, newPassword }: PasswordChange,
    address: string,
  ): Promise<void> {
    requireCookieSession(me);
    await this.checkPresent(me.user, currentPassword, address);
    await refuseCommonPassword(newPassword, [me.user.displayName, me.user.alias, ...namesIn(me.user.email)]);
    const passwordHash = await this.passwords.hash(newPassword);
    await this.transactions.run(async ({ rows, announce }) => {
      // Named by the hash that was checked: of two changes at once, the second no longer knows the password.
      const replaced = await rows.update(
        UserEntity,
        { id: me.user.id, passwordHash: me.user.passwordHash },
        { passwordHash },
      );
      if (replaced.affected !== 1) throw new DomainError('PASSWORD_WRONG');
      for (const id of await endSessionsBut(rows, me)) announce(new CredentialEnded(id));
    });
  }

  /** A stolen session must not be able to guess the password faster than the sign-in page can. */
  private async checkPresent(user: UserEntity, password: string, address: string): Promise<void> {
    await this.throttle.admitSignIn(user.email, address);
    if (!(await this.passwords.isRight(password, user.passwordHash))) throw new DomainError('PASSWORD_WRONG');
    await this.throttle.signInSucceeded(user.email, address);
  }
}
