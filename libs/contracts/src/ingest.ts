import type { ErrorCode } from './errors.js';

/**
 * The public wire contract of incoming webhooks. Frozen: senders written for Amazon Chime depend on every
 * spelling here, so a change is a new route, never an edit.
 */

/** Answer of a post that is stored; sent with status 200 and nothing else. */
export type PostAccepted = { MessageId: string; RoomId: string };

/** Answer of every refused post. */
export type PostRefused = { Message: string; Code: ErrorCode };

/** What every webhook token starts with, so that secret scanners can find one. */
export const webhookTokenPrefix = 'carillonwh';

/**
 * Form of the value of `Idempotency-Key` or `webhook-id`: printable ASCII, as whole and as meant, up to the length
 * in `limits.incomingWebhook.maxIdempotencyKeyLength`. Breach: 400 IDEMPOTENCY_KEY_INVALID.
 */
export const idempotencyKeyPattern = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/**
 * Form of a webhook token: the prefix, 32 random letters or digits (190 bits), 6 of checksum.
 * Published for secret scanners; a match is a token with near certainty once the checksum is verified.
 */
export const webhookTokenPattern = /\bcarillonwh[0-9A-Za-z]{38}\b/;

/** Length of a webhook token. Unit: characters. */
export const webhookTokenLength = webhookTokenPrefix.length + 38;
