import type { AccessTokenView, AccountView, DeviceView, PersonView, SessionView } from '@carillon/contracts';
import type { AccessTokenEntity } from './access-token.entity.js';
import type { Identity } from './identity.js';
import type { SessionEntity } from './session.entity.js';
import type { UserEntity } from './user.entity.js';

export function presentAccount(user: UserEntity): AccountView {
  return {
    userId: user.id,
    email: user.email,
    displayName: user.displayName,
    alias: user.alias,
    isOwner: user.isOwner,
  };
}

export function presentSession({ user, credential }: Identity): SessionView {
  return { account: presentAccount(user), sessionId: credential.kind === 'session' ? credential.id : null };
}

export function presentPerson(user: UserEntity): PersonView {
  return {
    ...presentAccount(user),
    createdAt: user.createdAt.toISOString(),
    deactivatedAt: user.deactivatedAt?.toISOString() ?? null,
  };
}

export function presentDevice(session: SessionEntity, { credential }: Identity): DeviceView {
  return {
    sessionId: session.id,
    userAgent: session.userAgent,
    signedInAt: session.createdAt.toISOString(),
    lastUsedAt: session.lastUsedAt.toISOString(),
    isThisOne: session.id === credential.id,
  };
}

export function presentAccessToken(token: AccessTokenEntity): AccessTokenView {
  return {
    id: token.id,
    name: token.name,
    createdAt: token.createdAt.toISOString(),
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
  };
}
