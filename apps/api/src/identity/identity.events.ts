import type { AccessTokenId, SessionId, UserId } from '@carillon/contracts';
import type { UserEntity } from './user.entity.js';

/** A session or access token ended: sockets opened with it must close. */
export class CredentialEnded {
  constructor(readonly credentialId: SessionId | AccessTokenId) {}
}

/** Nobody can use this account any more: every socket of it must close, and none may come in. */
export class AccountDeactivated {
  constructor(readonly userId: UserId) {}
}

export class ProfileChanged {
  constructor(readonly user: UserEntity) {}
}
