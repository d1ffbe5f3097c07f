/** Builders of every path, for clients; the patterns the server listens on stand beside them. */
export const routePatterns = {
  users: '/api/v1/users',
  signUpPolicy: '/api/v1/sign-up-policy',
  invites: '/api/v1/invites',
  user: '/api/v1/users/:userId',
  session: '/api/v1/session',
  sessions: '/api/v1/sessions',
  oneSession: '/api/v1/sessions/:sessionId',
  account: '/api/v1/account',
  password: '/api/v1/account/password',
  availability: '/api/v1/account/availability',
  accessTokens: '/api/v1/access-tokens',
  accessToken: '/api/v1/access-tokens/:accessTokenId',
  people: '/api/v1/people',
  conversations: '/api/v1/conversations',
  rooms: '/api/v1/rooms',
  room: '/api/v1/rooms/:roomId',
  mySettings: '/api/v1/rooms/:roomId/my-settings',
  members: '/api/v1/rooms/:roomId/members',
  member: '/api/v1/rooms/:roomId/members/:userId',
  roomInvitations: '/api/v1/rooms/:roomId/invitations',
  roomInvitation: '/api/v1/rooms/:roomId/invitations/:userId',
  invitations: '/api/v1/invitations',
  invitation: '/api/v1/invitations/:roomId',
  acceptance: '/api/v1/invitations/:roomId/accept',
  accessRequests: '/api/v1/access-requests',
  accessRequest: '/api/v1/access-requests/:roomId',
  roomAccessRequest: '/api/v1/rooms/:roomId/access-requests/:userId',
  approval: '/api/v1/rooms/:roomId/access-requests/:userId/approve',
  messages: '/api/v1/rooms/:roomId/messages',
  message: '/api/v1/rooms/:roomId/messages/:messageId',
  messageChanges: '/api/v1/rooms/:roomId/message-changes',
  reaction: '/api/v1/rooms/:roomId/messages/:messageId/reactions/:emoji',
  pin: '/api/v1/rooms/:roomId/messages/:messageId/pin',
  pins: '/api/v1/rooms/:roomId/pins',
  attachments: '/api/v1/rooms/:roomId/attachments',
  attachment: '/api/v1/rooms/:roomId/attachments/:attachmentId',
  attachmentThumbnail: '/api/v1/rooms/:roomId/attachments/:attachmentId/thumbnail',
  readMarker: '/api/v1/rooms/:roomId/read-marker',
  push: '/api/v1/push',
  pushSubscription: '/api/v1/push/subscription',
  messageSearch: '/api/v1/search/messages',
  webhooks: '/api/v1/rooms/:roomId/webhooks',
  webhook: '/api/v1/rooms/:roomId/webhooks/:webhookId',
  webhookRegeneration: '/api/v1/rooms/:roomId/webhooks/:webhookId/regenerate',
  webhookTest: '/api/v1/rooms/:roomId/webhooks/:webhookId/test',
  webhookActivity: '/api/v1/rooms/:roomId/webhook-activity',
  deliveries: '/api/v1/rooms/:roomId/webhooks/:webhookId/deliveries',
  deliveryRepetition: '/api/v1/rooms/:roomId/webhooks/:webhookId/deliveries/:deliveryId/post-again',
  rosterWebhooks: '/api/v1/rooms/:roomId/roster/webhooks',
} as const;

export type RoutePattern = (typeof routePatterns)[keyof typeof routePatterns];

/** Names of the `:places` in a pattern. */
export type PathParameters<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? Name | PathParameters<`/${Rest}`>
  : Pattern extends `${string}:${infer Name}`
    ? Name
    : never;

/** The path of a pattern with its places filled. */
export function pathOf<Pattern extends RoutePattern>(
  pattern: Pattern,
  ...[values]: PathParameters<Pattern> extends never ? [] : [Record<PathParameters<Pattern>, string>]
): string {
  return pattern.replace(/:([a-zA-Z]+)/g, (_place, name: string) =>
    encodeURIComponent((values as Record<string, string> | undefined)?.[name] ?? ''),
  );
}

/** Where integrations post: `POST {origin}/incomingwebhooks/<uuid>?token=<token>`. */
export const incomingWebhookPath = '/incomingwebhooks';

/** Where Socket.IO listens. */
export const socketPath = '/socket.io';
