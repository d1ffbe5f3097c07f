/**
 * The closed list of refusals: code, HTTP status, sentence for the person who reads it.
 *
 * A sentence may hold `{name}` places; whoever refuses fills them. The web client shows the same sentence, so
 * there is one wording per reason. The README of this library lists them; a spec keeps that list complete.
 */
export const errors = {
  // The request itself
  VALIDATION_FAILED: { status: 400, sentence: 'Some of the input is not valid: {problems}.' },
  BODY_NOT_JSON: { status: 400, sentence: 'The request body is not valid JSON.' },
  BAD_REQUEST: { status: 400, sentence: 'The request could not be understood.' },
  BODY_TOO_LARGE: { status: 413, sentence: 'The request body is larger than {maxBytes} bytes.' },
  REQUEST_TIMEOUT: { status: 408, sentence: 'The request took too long to arrive.' },
  BODY_TOO_DEEP: { status: 400, sentence: 'The request body is nested deeper than {maxDepth} levels.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, sentence: 'Send the body as application/json.' },
  HEADERS_TOO_LARGE: { status: 431, sentence: 'The request headers are too large.' },
  NOT_FOUND: { status: 404, sentence: 'There is nothing at this address.' },
  METHOD_NOT_ALLOWED: { status: 405, sentence: 'This address does not accept {method}. Use {allowed}.' },
  ORIGIN_REFUSED: { status: 403, sentence: 'Requests from another site are not accepted.' },
  METRICS_REFUSED: {
    status: 403,
    sentence:
      'Metrics are for whoever sends the METRICS_TOKEN or, without one, asks from the private network.',
  },
  TOO_MANY_REQUESTS: { status: 429, sentence: 'Too many requests. Wait a moment and try again.' },
  INTERNAL: { status: 500, sentence: 'Something went wrong on the server. It has been logged.' },
  SERVICE_UNAVAILABLE: {
    status: 503,
    sentence: 'The service is unavailable at the moment. Try again shortly.',
  },

  // People and sessions
  NOT_SIGNED_IN: { status: 401, sentence: 'Sign in first.' },
  SIGN_IN_FAILED: { status: 401, sentence: 'The e-mail address or the password is not right.' },
  ACCOUNT_DEACTIVATED: {
    status: 403,
    sentence: 'This account is deactivated. Only the owner of this server can reactivate it.',
  },
  PASSWORD_WRONG: { status: 403, sentence: 'This is not your present password.' },
  PASSWORD_COMMON: {
    status: 400,
    sentence: 'This password is among those that attackers try first. Choose another one.',
  },
  TOO_MANY_SIGN_INS: {
    status: 429,
    sentence: 'Too many failed sign-ins. Try again in {minutes} minutes.',
  },
  TOO_MANY_SIGN_UPS: {
    status: 429,
    sentence: 'Too many new accounts from this address. Try again in an hour.',
  },
  SIGN_UP_NEEDS_INVITE: {
    status: 403,
    sentence: 'Signing up here needs an invitation link. Ask the owner for one.',
  },
  SIGN_UP_INVITE_INVALID: { status: 403, sentence: 'This invitation link has expired or was used already.' },
  SIGN_UP_DOMAIN_REFUSED: { status: 403, sentence: 'Only addresses at {domains} can sign up here.' },
  EMAIL_TAKEN: { status: 409, sentence: 'There is an account with this e-mail address already.' },
  ALIAS_TAKEN: { status: 409, sentence: 'Someone else uses the alias {alias} already.' },
  NOT_OWNER: { status: 403, sentence: 'Only the owner of this server can do that.' },
  CANNOT_DEACTIVATE_OWNER: { status: 409, sentence: 'The owner of the server cannot be deactivated.' },
  ACCOUNT_NOT_FOUND: { status: 404, sentence: 'There is no such account on this server.' },
  SESSION_NOT_FOUND: { status: 404, sentence: 'This device is signed out already.' },
  ACCESS_TOKEN_NOT_FOUND: { status: 404, sentence: 'There is no such access token.' },
  ACCESS_TOKEN_LIMIT_REACHED: {
    status: 409,
    sentence: 'An account can hold {max} access tokens. Delete one first.',
  },
  TOO_MANY_ACCESS_TOKENS: {
    status: 429,
    sentence: 'Too many new access tokens. Try again in an hour.',
  },
  COOKIE_SESSION_NEEDED: {
    status: 403,
    sentence: 'An access token cannot do that. Sign in with a password.',
  },

  // Rooms and members
  ROOM_NOT_FOUND: { status: 404, sentence: 'There is no such room, or you are not a member of it.' },
  NOT_ADMINISTRATOR: { status: 403, sentence: 'Only administrators of the room can do that.' },
  INVITING_RESTRICTED: { status: 403, sentence: 'Only administrators can add members to this room.' },
  USER_NOT_FOUND: {
    status: 404,
    sentence: 'Nobody here has that e-mail address. They need to sign up first.',
  },
  USER_DEACTIVATED: {
    status: 409,
    sentence: 'The account of {name} is deactivated and cannot be added to a room.',
  },
  MEMBER_NOT_FOUND: { status: 404, sentence: 'That person is not a member of this room.' },
  ALREADY_MEMBER: { status: 409, sentence: '{name} is a member of this room already.' },
  LAST_ADMINISTRATOR: {
    status: 409,
    sentence: 'A room needs an administrator. Make someone else administrator first, or delete the room.',
  },
  INVITATION_NOT_FOUND: { status: 404, sentence: 'This invitation is no longer open.' },
  INVITATION_LIMIT_REACHED: {
    status: 409,
    sentence: 'A room can have {max} open invitations. Withdraw one first.',
  },
  TOO_MANY_INVITATIONS: { status: 429, sentence: 'Too many invitations. Try again in an hour.' },
  ACCESS_REQUEST_NOT_FOUND: { status: 404, sentence: 'This request is no longer open.' },
  TOO_MANY_ACCESS_REQUESTS: { status: 429, sentence: 'Too many requests for access. Try again in an hour.' },

  CONVERSATION_NEEDS_OTHERS: { status: 400, sentence: 'Choose somebody to talk to beside yourself.' },
  DIRECT_CONVERSATION_FIXED: {
    status: 409,
    sentence: 'A conversation between two people stays between them. Start a group conversation instead.',
  },
  GROUP_FULL: {
    status: 409,
    sentence: 'A group conversation can have {max} people. Make a room for more.',
  },

  // Messages
  MESSAGE_BLANK: { status: 400, sentence: 'A message needs some text or a file.' },
  MESSAGE_TOO_LONG: {
    status: 400,
    sentence: 'A message can be {maxBytes} bytes long; this one has {bytes}.',
  },
  BROADCAST_TOO_LARGE: {
    status: 400,
    sentence: '@All and @Present work only in rooms of {max} or fewer members; this room has {members}.',
  },
  MESSAGE_NOT_FOUND: { status: 404, sentence: 'There is no such message in this room.' },
  MESSAGE_DELETED: { status: 409, sentence: 'This message was deleted.' },
  NOT_AUTHOR: { status: 403, sentence: 'Only the author of a message can edit it.' },
  POST_NOT_EDITABLE: { status: 403, sentence: 'A post of a webhook cannot be edited.' },
  DELETING_RESTRICTED: {
    status: 403,
    sentence: 'Only its author and administrators of the room can delete a message.',
  },
  REACTION_NOT_EMOJI: { status: 400, sentence: 'A reaction is one emoji, such as 🎉 or tada.' },
  REACTION_LIMIT_REACHED: {
    status: 409,
    sentence: 'A message can have {max} different reactions. Use one of those it has.',
  },
  PIN_LIMIT_REACHED: {
    status: 409,
    sentence: 'A room can have {max} pinned messages. Unpin one that is no longer needed first.',
  },

  // Searching
  SEARCH_INVALID: { status: 400, sentence: 'This cannot be searched for: {problem}' },
  SEARCH_ROOM_UNKNOWN: { status: 400, sentence: 'None of your rooms is called "{name}".' },
  SEARCH_AUTHOR_UNKNOWN: {
    status: 400,
    sentence: 'No person and none of your webhooks is called "{name}".',
  },
  SEARCH_TOO_SLOW: {
    status: 422,
    sentence: 'This search takes too long. Add a word, a room or dates.',
  },
  TOO_MANY_SEARCHES: {
    status: 429,
    sentence: 'You searched {max} times within a minute. Wait a moment and try again.',
  },

  // Files of messages
  ATTACHMENT_NOT_FOUND: { status: 404, sentence: 'There is no such file in this room.' },
  ATTACHMENT_MISSING: {
    status: 400,
    sentence: 'Send one file as multipart/form-data, in a field named "file".',
  },
  ATTACHMENT_EMPTY: { status: 400, sentence: 'This file is empty.' },
  ATTACHMENT_TOO_LARGE: { status: 413, sentence: 'A file can be {maxMegabytes} MB large.' },
  ATTACHMENT_SENT: { status: 409, sentence: 'This file was sent with another message already.' },
  UNSENT_LIMIT_REACHED: {
    status: 409,
    sentence: 'Too many of your files wait to be sent. Send or remove some of them first.',
  },
  TOO_MANY_UPLOADS: { status: 429, sentence: 'Too many uploads. Wait a moment and try again.' },
  STORAGE_FULL: {
    status: 507,
    sentence: 'This server has no room for more files. Tell whoever runs it.',
  },
  STORAGE_UNAVAILABLE: {
    status: 503,
    sentence: 'Files cannot be stored or read at the moment. Try again shortly.',
  },

  // Web push
  PUSH_SUBSCRIPTION_INVALID: {
    status: 400,
    sentence: 'This is not the subscription of a browser at a push service: {problem}.',
  },

  // Managing webhooks
  WEBHOOK_NOT_FOUND: { status: 404, sentence: 'There is no such webhook in this room.' },
  DELIVERY_NOT_FOUND: { status: 404, sentence: 'This request is no longer in the delivery log.' },
  DELIVERY_NOT_KEPT: {
    status: 409,
    sentence: 'The text of this request was not kept, so it cannot be posted again.',
  },
  WEBHOOK_LIMIT_REACHED: {
    status: 409,
    sentence: 'A room can have {max} webhooks. Delete one that is no longer used first.',
  },

  // Posting to a webhook
  WEBHOOK_URL_INVALID: {
    status: 403,
    sentence: 'This webhook URL is not valid. Copy it again from Manage webhooks.',
  },
  WEBHOOK_URL_RETIRED: {
    status: 404,
    sentence: 'This webhook URL no longer works: it was regenerated, or the webhook or its room was deleted.',
  },
  CONTENT_TOO_LARGE: { status: 413, sentence: 'Content can be {maxBytes} bytes long; this one has {bytes}.' },
  BODY_NOT_OBJECT: {
    status: 400,
    sentence: 'The request body must be a JSON object such as {"Content": "Hello"}.',
  },
  CONTENT_MISSING: { status: 400, sentence: 'The key "Content" is missing.{hint}' },
  CONTENT_NOT_STRING: { status: 400, sentence: 'The value of "Content" must be a string, not {found}.' },
  CONTENT_BLANK: { status: 400, sentence: 'The value of "Content" is blank.' },
  CONTENT_ENCODING_UNSUPPORTED: {
    status: 415,
    sentence: 'Send the body as it is, or compressed by gzip, deflate or br.',
  },
  CONTENT_ENCODING_INVALID: {
    status: 400,
    sentence: 'The request body is not the {encoding} that its Content-Encoding says.',
  },
  IDEMPOTENCY_KEY_INVALID: {
    status: 400,
    sentence: 'The header {header} must be 1 to {maxLength} printable ASCII characters.',
  },
  TOO_MANY_REFUSED: {
    status: 429,
    sentence:
      'More than {max} requests a minute from this address were refused. Valid posts are still accepted. The last refusal: {reason}',
  },
  RATE_LIMITED: {
    status: 429,
    sentence: 'A webhook can post {max} message per second. Wait a second and try again.',
  },
} as const satisfies Record<string, { status: number; sentence: string }>;

export type ErrorCode = keyof typeof errors;

/** Values for the `{name}` places of a sentence. */
export type ErrorValues = Readonly<Record<string, string | number>>;

/** The sentence of a code with its places filled; a place without a value is left out. */
export function errorSentence(code: ErrorCode, values: ErrorValues = {}): string {
  return errors[code].sentence.replace(/\{([a-zA-Z]+)\}/g, (_place, name: string) =>
    String(values[name] ?? ''),
  );
}

/** Whether a string from outside is one of our codes. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errors, code);
}
