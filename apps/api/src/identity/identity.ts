import type { AccessTokenId, SessionId } from '@carillon/contracts';
import type { UserEntity } from './user.entity.js';

/** Who is asking, and by which credential: a browser's session or a script's access token. */
export type Identity = {
  readonly user: UserEntity;
  readonly credential:
    | { readonly kind: 'session'; readonly id: SessionId }
    | { readonly kind: 'access-token'; readonly id: AccessTokenId };
};
