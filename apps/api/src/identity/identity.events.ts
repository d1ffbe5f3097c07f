import type { AccessTokenId, SessionId } from '@carillon/contracts';
import type { UserEntity } from './user.entity.js';

/** A session or access token ended: sockets opened with it must close. */
export class CredentialEnded {
  constructor(readonly credentialId: SessionId | AccessTokenId) {}
}

export class ProfileChanged {
  constructor(readonly user: UserEntity) {}
}
