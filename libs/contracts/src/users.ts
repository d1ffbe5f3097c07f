import { z } from 'zod';
import { accessTokenId, inviteId, sessionId, userId } from './ids.js';
import { limits } from './limits.js';
import { pageOf, pageQuery, searchText } from './pages.js';
import { singleLine } from './texts.js';

/** An e-mail address, trimmed and lower-cased: two spellings that differ in case only are one account. */
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(limits.users.maxEmailLength, `must be at most ${String(limits.users.maxEmailLength)} characters long`)
  .pipe(z.email('must be an e-mail address'));

export const displayName = singleLine(limits.users.maxDisplayNameLength);

/** What `@All` and `@Present` mean can be nobody's alias. */
const reservedAliases = new Set(['all', 'present']);

/** The handle others mention: letters, digits, dot, hyphen, underscore, plus; compared without case. */
export const alias = z
  .string()
  .trim()
  .toLowerCase()
  .max(limits.users.maxAliasLength, `must be at most ${String(limits.users.maxAliasLength)} characters long`)
  .regex(/^[a-z0-9]([a-z0-9._+-]*[a-z0-9])?$/, 'may hold letters, digits and . _ + - between them')
  .refine((text) => !reservedAliases.has(text), 'is a word that mentions everyone');

const password = z
  .string()
  .min(
    limits.users.minPasswordLength,
    `must be at least ${String(limits.users.minPasswordLength)} characters long`,
  )
  .max(
    limits.users.maxPasswordLength,
    `must be at most ${String(limits.users.maxPasswordLength)} characters long`,
  );

export const signUpRequest = z
  .object({
    email,
    displayName,
    password,
    invite: z
      .string()
      .max(limits.sessions.maxInviteLength)
      .optional()
      .describe('Token of an invitation link, where signing up needs one'),
  })
  .meta({ id: 'SignUpRequest' });
export type SignUpRequest = z.input<typeof signUpRequest>;

export const signInRequest = z
  .object({ email, password: z.string().min(1).max(limits.users.maxPasswordLength) })
  .meta({ id: 'SignInRequest' });
export type SignInRequest = z.input<typeof signInRequest>;

/** The present password again, since a page left open must not be enough to take an account over. */
export const passwordChange = z
  .object({
    currentPassword: z.string().min(1, 'must not be empty').max(limits.users.maxPasswordLength),
    newPassword: password,
  })
  .meta({ id: 'PasswordChange' });
export type PasswordChange = z.input<typeof passwordChange>;

export const profileChange = z.object({ displayName, alias }).partial().meta({ id: 'ProfileChange' });
export type ProfileChange = z.input<typeof profileChange>;

/** The signed-in person, as only they see it. */
export const accountView = z
  .object({
    userId,
    email: z.string(),
    displayName: z.string(),
    alias: z.string(),
    isOwner: z.boolean().describe('The first account of this server'),
  })
  .meta({ id: 'Account' });
export type AccountView = z.infer<typeof accountView>;

/** Who am I, by which credential. */
export const sessionView = z
  .object({ account: accountView, sessionId: sessionId.nullable().describe('null for an access token') })
  .meta({ id: 'Session' });
export type SessionView = z.infer<typeof sessionView>;

/** One device on which I am signed in. */
export const deviceView = z
  .object({
    sessionId,
    userAgent: z.string().nullable().describe('What the browser called itself when it signed in'),
    signedInAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().describe('To within an hour'),
    isThisOne: z.boolean().describe('The session this very request came with'),
  })
  .meta({ id: 'Device' });
export type DeviceView = z.infer<typeof deviceView>;

export const devicePage = pageOf(deviceView).meta({ id: 'DevicePage' });

/** An account as the owner of the server sees it. */
export const personView = z
  .object({
    userId,
    email: z.string(),
    displayName: z.string(),
    alias: z.string(),
    isOwner: z.boolean(),
    createdAt: z.iso.datetime(),
    deactivatedAt: z.iso.datetime().nullable().describe('Since when the account is deactivated'),
  })
  .meta({ id: 'Person' });
export type PersonView = z.infer<typeof personView>;

export const personPage = pageOf(personView).meta({ id: 'PersonPage' });

/** Everybody, in the order they signed up; `search` finds parts of names, aliases and addresses. */
export const personQuery = z.object({
  ...pageQuery.shape,
  search: searchText.optional(),
});
export type PersonQuery = z.input<typeof personQuery>;

/** Deactivates an account, or takes that back. */
export const personChange = z.object({ isDeactivated: z.boolean() }).meta({ id: 'PersonChange' });
export type PersonChange = z.input<typeof personChange>;

/** What the sign-up page must know before anyone is signed in. */
export const signUpPolicyView = z
  .object({
    mode: z.enum(['open', 'invite', 'domains']),
    domains: z.array(z.string()),
    isFirstAccount: z.boolean().describe('Nobody has signed up yet: the next account becomes the owner'),
  })
  .meta({ id: 'SignUpPolicy' });
export type SignUpPolicyView = z.infer<typeof signUpPolicyView>;

export const inviteView = z
  .object({ id: inviteId, url: z.string(), expiresAt: z.iso.datetime() })
  .meta({ id: 'Invite' });
export type InviteView = z.infer<typeof inviteView>;

export const createAccessTokenRequest = z
  .object({ name: singleLine(limits.sessions.maxAccessTokenNameLength) })
  .meta({ id: 'CreateAccessTokenRequest' });
export type CreateAccessTokenRequest = z.input<typeof createAccessTokenRequest>;

export const accessTokenView = z
  .object({
    id: accessTokenId,
    name: z.string(),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'AccessToken' });
export type AccessTokenView = z.infer<typeof accessTokenView>;

/** The only answer that ever holds the token itself. */
export const newAccessTokenView = accessTokenView
  .extend({ token: z.string().describe('Shown once; send it as Authorization: Bearer') })
  .meta({ id: 'NewAccessToken' });
export type NewAccessTokenView = z.infer<typeof newAccessTokenView>;
