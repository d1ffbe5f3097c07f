import type { ErrorCode } from './errors.js';

/**
 * The public wire contract of incoming webhooks. Frozen: senders written for Amazon Chime depend on every
 * spelling here, so a change is a new route, never an edit.
 */

/** Answer of a post that is stored; sent with status 200 and nothing else. */
export type PostAccepted = { MessageId: string; RoomId: string };

/** Answer of every refused post. */
export type PostRefused = { Message: string; Code: ErrorCode };

/**
 * Every code that a post can be refused with. The guide for webhook developers explains each, and a spec of the
 * server finds those that are missing here.
 */
export const postRefusalCodes = [
  'BODY_NOT_JSON',
  'BODY_NOT_OBJECT',
  'CONTENT_MISSING',
  'CONTENT_NOT_STRING',
  'CONTENT_BLANK',
  'CONTENT_ENCODING_INVALID',
  'CONTENT_ENCODING_UNSUPPORTED',
  'IDEMPOTENCY_KEY_INVALID',
  'BROADCAST_TOO_LARGE',
  'BAD_REQUEST',
  'WEBHOOK_URL_INVALID',
  'WEBHOOK_URL_RETIRED',
  'METHOD_NOT_ALLOWED',
  'REQUEST_TIMEOUT',
  'CONTENT_TOO_LARGE',
  'BODY_TOO_LARGE',
  'RATE_LIMITED',
  'TOO_MANY_REFUSED',
  'HEADERS_TOO_LARGE',
  'INTERNAL',
  'SERVICE_UNAVAILABLE',
] as const satisfies readonly ErrorCode[];

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
