/**
 * Every number of the product, written once.
 *
 * Each entry states its unit, whether the bound is inclusive, what a breach answers and where the rule comes
 * from ("founding document" is the description of Amazon Chime's webhooks that Carillon keeps to; "ours" is a
 * decision explained in the README). Import numbers from here; never repeat one.
 */
export const limits = {
  users: {
    /** Longest e-mail address. Unit: characters, inclusive. Breach: 400 VALIDATION_FAILED. Source: RFC 5321. */
    maxEmailLength: 254,
    /** Longest display name. Unit: characters, inclusive. Breach: 400 VALIDATION_FAILED. Source: ours. */
    maxDisplayNameLength: 80,
    /** Longest alias. Unit: characters, inclusive. Breach: 400 VALIDATION_FAILED. Source: RFC 5321 local part. */
    maxAliasLength: 64,
    /** Shortest password. Unit: characters, inclusive. Breach: 400 VALIDATION_FAILED. Source: OWASP ASVS 5.0, 6.2.1. */
    minPasswordLength: 8,
    /** Longest password, so that hashing stays cheap. Unit: characters, inclusive. Breach: 400 VALIDATION_FAILED. Source: ours. */
    maxPasswordLength: 200,
  },

  sessions: {
    /** Life of a session without use. Unit: milliseconds. Breach: 401 NOT_SIGNED_IN. Source: ours. */
    idleLifetimeMs: 30 * 24 * 60 * 60 * 1000,
    /** How stale the stored time of last use may grow before it is written again. Unit: milliseconds. Source: ours. */
    touchIntervalMs: 60 * 60 * 1000,
    /** Personal access tokens one account may hold. Inclusive. Breach: 409 ACCESS_TOKEN_LIMIT_REACHED. Source: ours. */
    maxAccessTokens: 50,
    /** Longest name of a personal access token. Unit: characters, inclusive. Breach: 400 VALIDATION_FAILED. Source: ours. */
    maxAccessTokenNameLength: 80,
    /**
     * Sessions of one account, that is devices signed in at once. Inclusive; signing in on one more ends the session
     * that was used longest ago. Source: ours.
     */
    maxSessions: 100,
    /** Longest name of a browser that is kept with a session; more is cut off. Unit: characters, inclusive. Source: ours. */
    maxUserAgentLength: 300,
    /** Longest invitation of a sign-up. Unit: characters, inclusive. Breach: 400 VALIDATION_FAILED. Source: ours. */
    maxInviteLength: 100,
    /** Life of an invitation to sign up. Unit: milliseconds. Breach: 403 SIGN_UP_INVITE_INVALID. Source: ours. */
    inviteLifetimeMs: 7 * 24 * 60 * 60 * 1000,
  },

  throttles: {
    /** Failed sign-ins of one account within the window. Inclusive. Breach: 429 TOO_MANY_SIGN_INS. Source: ours. */
    maxFailedSignInsPerAccount: 10,
    /** Failed sign-ins from one address within the window. Inclusive. Breach: 429 TOO_MANY_SIGN_INS. Source: ours. */
    maxFailedSignInsPerAddress: 100,
    /** Window of the two limits above. Unit: milliseconds. Source: ours. */
    signInWindowMs: 15 * 60 * 1000,
    /** Sign-ups from one address within an hour. Inclusive. Breach: 429 TOO_MANY_SIGN_UPS. Source: product rules, section 2. */
    maxSignUpsPerAddressAndHour: 100,
    /** Access tokens one account may make within an hour. Inclusive. Breach: 429 TOO_MANY_ACCESS_TOKENS. Source: ours. */
    maxNewAccessTokensPerHour: 100,
    /** Invitations to rooms one account may send within an hour. Inclusive. Breach: 429 TOO_MANY_INVITATIONS. Source: ours. */
    maxInvitationsPerHour: 100,
    /** Requests of access one account may make within an hour, to whatever rooms. Inclusive. Breach: 429 TOO_MANY_ACCESS_REQUESTS. Source: ours. */
    maxAccessRequestsPerHour: 20,
    /**
     * Requests to the API with the credentials of one account within a minute, a backstop against programs that run
     * wild. Inclusive. Breach: 429 TOO_MANY_REQUESTS. Source: ours. Lifted with WEBHOOK_POSTS_PER_SECOND=0.
     */
    maxRequestsPerAccountAndMinute: 6_000,
  },

  availability: {
    /** Without any input on a device for so long, it is idle. Unit: milliseconds. Source: product rules, section 2. */
    idleAfterMs: 10 * 60 * 1000,
    /** Longest words of a status. Unit: characters, inclusive. Breach: 400 VALIDATION_FAILED. Source: ours. */
    maxTextLength: 100,
    /** Longest emoji of a status, a family with skin tones. Unit: characters, inclusive. Breach: 400 VALIDATION_FAILED. Source: ours. */
    maxEmojiLength: 32,
    /** What changes within this time is told at once. Unit: milliseconds. Source: ours. */
    newsIntervalMs: 1_000,
    /** Most people whose news are told in one interval; others wait for the next. Inclusive. Source: ours. */
    maxPeoplePerNews: 200,
    /** Largest room that hears news after each interval. Unit: members, inclusive. Source: ours. */
    maxMembersForQuickNews: 500,
    /** How often larger rooms hear news. Unit: milliseconds. Source: ours. */
    slowNewsIntervalMs: 5_000,
  },

  typing: {
    /** How long somebody who typed counts as typing. Unit: milliseconds. Source: ours. */
    lifetimeMs: 6_000,
    /** How often a device says that somebody types; more often is not passed on. Unit: milliseconds. Source: ours. */
    reportIntervalMs: 3_000,
    /** How often typing in one room is told within a second, whoever types. Inclusive; more is dropped. Source: ours. */
    maxReportsPerRoomAndSecond: 5,
  },

  rooms: {
    /** Longest room name. Unit: characters, inclusive, after trimming. Breach: 400 VALIDATION_FAILED. Source: ours. */
    maxNameLength: 80,
    /** Longest topic of a room. Unit: characters, inclusive, after trimming. Breach: 400 VALIDATION_FAILED. Source: ours. */
    maxTopicLength: 250,
    /** Largest page of one's own rooms, which clients read whole. Unit: rooms, inclusive. Breach: 400 VALIDATION_FAILED. Source: ours. */
    maxPageSize: 1_000,
    /** Open invitations of one room. Inclusive. Breach: 409 INVITATION_LIMIT_REACHED. Source: ours. */
    maxInvitations: 200,
    /** Life of an invitation to a room. Unit: milliseconds. Breach: 404 INVITATION_NOT_FOUND. Source: ours. */
    invitationLifetimeMs: 14 * 24 * 60 * 60 * 1000,
    /**
     * Requests of access to one room that wait. Inclusive; further ones are dropped without a word, as those to rooms
     * that are not there. Source: ours.
     */
    maxAccessRequests: 100,
    /** Life of a request of access. Unit: milliseconds. Source: ours. */
    accessRequestLifetimeMs: 30 * 24 * 60 * 60 * 1000,
    /** For so long after being declined a person's requests for that room are dropped. Unit: milliseconds. Source: ours. */
    accessRequestRestMs: 7 * 24 * 60 * 60 * 1000,
    /** Webhooks of one room. Inclusive. Breach: 409 WEBHOOK_LIMIT_REACHED. Source: founding document. */
    maxWebhooks: 10,
    /** Pinned messages of one room. Inclusive. Breach: 409 PIN_LIMIT_REACHED. Source: ours. */
    maxPins: 100,
  },

  conversations: {
    /** People in a group conversation, whoever starts it included. Inclusive. Breach: 409 GROUP_FULL. Source: ours. */
    maxPeople: 30,
    /** People that a search finds at once. Inclusive; who is looking for one further down types more. Source: ours. */
    maxFound: 20,
  },

  messages: {
    /** Largest message of a member. Unit: UTF-8 bytes, inclusive. Breach: 400 MESSAGE_TOO_LONG. Source: ours. */
    maxContentBytes: 16_384,
  },

  reactions: {
    /** Different emoji under one message. Inclusive. Breach: 409 REACTION_LIMIT_REACHED. Source: ours. */
    maxPerMessage: 20,
    /** People that are named with each emoji, those who reacted first; the others only count. Inclusive. Source: ours. */
    maxNamedPeople: 10,
    /** Longest emoji or name of one in a path. Unit: characters, inclusive. Breach: 400 VALIDATION_FAILED. Source: ours. */
    maxEmojiLength: 64,
  },

  push: {
    /** Longest address of a browser at its push service. Unit: characters, inclusive. Breach: 400 VALIDATION_FAILED. Source: ours. */
    maxEndpointLength: 1_000,
    /** Longest text of a notification. Unit: characters as a reader sees them, inclusive. Source: ours. */
    maxTextLength: 160,
  },

  search: {
    /** Longest line to search by. Unit: characters, inclusive. Breach: 400 VALIDATION_FAILED. Source: ours. */
    maxQueryLength: 500,
    /** Parts of one search: words, phrases, operators. Inclusive. Breach: 400 SEARCH_INVALID. Source: ours. */
    maxParts: 30,
    /** Found messages of a page when the caller names no limit. Source: ours. */
    defaultPageSize: 25,
    /** Largest page of found messages. Unit: items, inclusive. Breach: 400 VALIDATION_FAILED. Source: ours. */
    maxPageSize: 100,
    /** Longest cursor. Unit: characters, inclusive. Breach: 400 VALIDATION_FAILED. Source: ours. */
    maxCursorLength: 100,
    /** Longest name of a time zone. Unit: characters, inclusive. Breach: 400 VALIDATION_FAILED. Source: IANA's names. */
    maxTimeZoneLength: 64,
    /** Searches of one person within a minute, further pages included. Inclusive. Breach: 429 TOO_MANY_SEARCHES. Source: ours. */
    maxPerPersonAndMinute: 60,
    /** Longest that one search may keep the database busy. Unit: milliseconds. Breach: a shorter page, or 422 SEARCH_TOO_SLOW. Source: ours. */
    maxDatabaseMs: 1_200,
    /** Longest excerpt of a found message. Unit: characters, inclusive. Source: ours. */
    maxExcerptLength: 240,
  },

  attachments: {
    /** Largest file. Unit: bytes, inclusive (50 MiB). Breach: 413 ATTACHMENT_TOO_LARGE. Source: product rules. */
    maxBytes: 52_428_800,
    /** Files of one message. Inclusive. Breach: 400 VALIDATION_FAILED. Source: ours. */
    maxPerMessage: 10,
    /** Longest name of a file; a longer one is cut and keeps its ending. Unit: characters, inclusive. Source: ours, as file systems. */
    maxNameLength: 255,
    /** Most pixels of an image that is shown; larger ones are only offered for saving. Inclusive. Source: ours, phones make 48 million. */
    maxImagePixels: 50_000_000,
    /** Longer side of a thumbnail. Unit: pixels, inclusive. Source: ours. */
    maxThumbnailPixels: 720,
    /** How long a file that is not sent is kept. Unit: milliseconds. Source: ours. */
    unsentLifetimeMs: 24 * 60 * 60 * 1000,
    /** Files of one account that wait to be sent. Inclusive. Breach: 409 UNSENT_LIMIT_REACHED. Source: ours. */
    maxUnsentPerAccount: 50,
    /** Uploads of one account within an hour. Inclusive. Breach: 429 TOO_MANY_UPLOADS. Source: ours. */
    maxUploadsPerAccountAndHour: 600,
    /** Uploads of one account at once, in one process. Inclusive. Breach: 429 TOO_MANY_UPLOADS. Source: ours. */
    maxUploadsAtOnce: 6,
    /** Longest pause in an upload. Unit: milliseconds. Breach: 408 REQUEST_TIMEOUT. Source: ours. */
    maxUploadPauseMs: 20_000,
    /** Longest upload. Unit: milliseconds. Breach: 408 REQUEST_TIMEOUT. Source: ours, 50 MB at 0.5 Mbit/s. */
    maxUploadTimeMs: 15 * 60 * 1000,
  },

  mentions: {
    /**
     * Largest room in which `@All` and `@Present` work. Unit: members (webhooks are not members), inclusive.
     * Breach: 400 BROADCAST_TOO_LARGE. Source: founding document.
     */
    maxMembersForBroadcast: 50,
    /** Most different people one message can mention by name; further ones stay text. Inclusive. Source: ours. */
    maxHandlesPerMessage: 100,
  },

  incomingWebhook: {
    /**
     * Largest `Content` an incoming webhook may post. Unit: UTF-8 bytes, inclusive. Breach: 413 CONTENT_TOO_LARGE.
     * Source: founding document ("4 KB or less"); bytes rather than characters is our reading.
     */
    maxContentBytes: 4096,
    /** Largest raw request body. Unit: bytes, inclusive. Breach: 413 BODY_TOO_LARGE, unread. Source: product rules, section 4. */
    maxBodyBytes: 65_536,
    /** Long-run rate of one webhook. Unit: posts per second. Breach: 429 RATE_LIMITED. Source: founding document. */
    maxPostsPerSecond: 1,
    /** How much too early a post may come, for jitter. Unit: milliseconds, inclusive. Source: product rules, section 4. */
    rateToleranceMs: 100,
    /**
     * Longest `Idempotency-Key` or `webhook-id`. Unit: characters, inclusive. Breach: 400 IDEMPOTENCY_KEY_INVALID.
     * Source: ours.
     */
    maxIdempotencyKeyLength: 255,
    /** How long a repeated key gets the first answer again. Unit: milliseconds. Source: ours, as is usual. */
    idempotencyLifetimeMs: 24 * 60 * 60 * 1000,
    /**
     * Refused requests from one address (IPv6: one /64 network) within a minute, to whatever URL. Inclusive. Breach:
     * further refusals are 429 TOO_MANY_REFUSED and end the connection; posts that are valid pass. Source: ours.
     */
    maxRefusalsPerAddressAndMinute: 300,
    /** Longest time from the headers to the last byte of the body. Unit: milliseconds. Breach: 408 REQUEST_TIMEOUT. Source: ours. */
    maxBodyTimeMs: 10_000,
    /** Longest webhook URL. Unit: characters, inclusive. Enforced at start on PUBLIC_URL. Source: public clients' validators. */
    maxUrlLength: 255,
    /** Longest webhook name. Unit: characters, inclusive, after trimming. Breach: 400 VALIDATION_FAILED. Source: ours. */
    maxNameLength: 64,
  },

  deliveries: {
    /** How long the delivery log keeps a request. Unit: milliseconds. Source: ours. */
    lifetimeMs: 7 * 24 * 60 * 60 * 1000,
    /** Requests of one webhook that the log keeps, the newest. Inclusive; older ones go. Source: ours. */
    maxKeptPerWebhook: 10_000,
    /**
     * Requests of one webhook that the log keeps one by one within a minute. Inclusive; beyond, those with the same
     * answer are kept as one with a count. Source: ours, twice the rate of a webhook.
     */
    maxDetailedPerMinute: 120,
    /** Longest preview. Unit: characters as people count them, inclusive. Source: ours. */
    maxPreviewLength: 200,
    /** Largest refused body that is kept, encrypted, for posting it again. Unit: bytes, inclusive. Source: ours. */
    maxKeptBodyBytes: 8192,
  },

  requests: {
    /** Largest JSON body of the API. Unit: bytes, inclusive. Breach: 413 BODY_TOO_LARGE. Source: ours. */
    maxBodyBytes: 131_072,
    /** Deepest nesting of a JSON body of the API. Unit: levels, inclusive. Breach: 400 BODY_TOO_DEEP. Source: ours. */
    maxBodyDepth: 20,
    /** All headers of a request with its first line, on every route. Unit: bytes, inclusive. Breach: 431 HEADERS_TOO_LARGE. Source: ours. */
    maxHeaderBytes: 16_384,
    /** Longest wait for the database before a request is answered 503. Unit: milliseconds. Source: product rules ("within 2 s"). */
    maxDatabaseWaitMs: 1_800,
  },

  sockets: {
    /** Largest packet a client may send: requests are small, messages travel by HTTP. Unit: bytes. Breach: the connection ends. Source: ours. */
    maxPacketBytes: 16_384,
    /**
     * What may wait for a reader that takes less than it is sent. Unit: bytes, inclusive; beside what the operating
     * system holds. Breach: the connection ends with WebSocket code 1013; the client connects again and catches up.
     * Source: ours.
     */
    maxWaitingBytes: 1_048_576,
    /** Requests over one socket within the window. Inclusive. Breach: TOO_MANY_REQUESTS. Source: ours. */
    maxRequestsPerWindow: 100,
    /** Requests over one socket within the window that end its connection. Inclusive. Source: ours. */
    maxIgnoredPerWindow: 1_000,
    /** Window of the two limits above. Unit: milliseconds. Source: ours. */
    windowMs: 10_000,
    /**
     * Sockets of one account at one server process, a tab or a script each. Inclusive. Breach: the handshake is refused
     * with TOO_MANY_REQUESTS. Source: ours.
     */
    maxPerAccount: 100,
    /** Rooms one socket may have open at once. Inclusive. Breach: TOO_MANY_REQUESTS. Source: ours. */
    maxOpenRooms: 50,
  },

  pages: {
    /** Items of a page when the caller names no limit. Source: product rules, section 5. */
    defaultSize: 50,
    /** Largest page. Unit: items, inclusive. Breach: 400 VALIDATION_FAILED. Source: ours. */
    maxSize: 200,
    /** Longest text to search a list by. Unit: characters, inclusive. Breach: 400 VALIDATION_FAILED. Source: ours. */
    maxSearchLength: 100,
  },
} as const;
