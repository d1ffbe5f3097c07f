import { z } from 'zod';

declare const brand: unique symbol;

/** A string that only the parser of its kind can make, so that a room's id is never passed for a user's. */
type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type UserId = Id<'user'>;
export type SessionId = Id<'session'>;
export type AccessTokenId = Id<'access-token'>;
export type InviteId = Id<'invite'>;
export type RoomId = Id<'room'>;
export type MessageId = Id<'message'>;
export type WebhookId = Id<'webhook'>;
export type DeliveryId = Id<'delivery'>;
export type AttachmentId = Id<'attachment'>;

/** Any UUID, lower-cased: two spellings of an id are one id. */
const uuid = z.guid('must be a UUID').toLowerCase();

/** The schema of one kind of id. A UUID of any version is accepted; which ids exist is the database's to say. */
function idSchema<Kind extends Id<string>>() {
  // The brand exists only in the type system, so the cast has nothing to check at run time.
  return uuid as unknown as z.ZodType<Kind, string>;
}

export const userId = idSchema<UserId>();
export const sessionId = idSchema<SessionId>();
export const accessTokenId = idSchema<AccessTokenId>();
export const inviteId = idSchema<InviteId>();
export const roomId = idSchema<RoomId>();
export const messageId = idSchema<MessageId>();
export const webhookId = idSchema<WebhookId>();
export const deliveryId = idSchema<DeliveryId>();
export const attachmentId = idSchema<AttachmentId>();
