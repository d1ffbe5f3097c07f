export type {
  AccessRequestList,
  AccessRequestView,
  InvitationView,
  PersonBrief,
  SentInvitationView,
} from './admissions.js';
export type {
  AvailabilityChange,
  AvailabilityChoice,
  AvailabilityState,
  AvailabilityView,
  MyAvailabilityView,
  StatusView,
} from './availability.js';
export type { AttachmentView } from './attachments.js';
export { utf8ByteLength } from './bytes.js';
export { conversationName } from './conversation-name.js';
export type { FoundPeople, FoundPerson, OpenConversationRequest } from './conversations.js';
export type {
  DeliveryOutcome,
  DeliveryPage,
  DeliveryQuery,
  DeliveryView,
  PostedMessage,
  WebhookActivity,
  WebhookActivityList,
} from './deliveries.js';
export { endpoints, type Access, type Endpoint, type EndpointName } from './endpoints.js';
export { errors, errorSentence, isErrorCode, type ErrorCode, type ErrorValues } from './errors.js';
export {
  accessTokenId,
  attachmentId,
  deliveryId,
  inviteId,
  messageId,
  roomId,
  sessionId,
  userId,
  webhookId,
  type AccessTokenId,
  type AttachmentId,
  type DeliveryId,
  type InviteId,
  type MessageId,
  type RoomId,
  type SessionId,
  type UserId,
  type WebhookId,
} from './ids.js';
export {
  idempotencyKeyPattern,
  postRefusalCodes,
  webhookTokenLength,
  webhookTokenPattern,
  webhookTokenPrefix,
  type PostAccepted,
  type PostRefused,
} from './ingest.js';
export { limits } from './limits.js';
export type { AddMemberRequest, MemberChange, MemberPage, MemberRole, MemberView } from './memberships.js';
export { isMentioned } from './mentioned.js';
export type {
  EditMessageRequest,
  MessageAuthor,
  MessageChangePage,
  MessageChangeQuery,
  MessageChanges,
  MessageFormat,
  MessageMentions,
  MessagePage,
  MessageQuery,
  MessageReaction,
  MessageView,
  PinList,
  PinView,
  PostMessageRequest,
  ReactionChange,
  ReadMarkerChange,
  ReadMarkerView,
} from './messages.js';
export type { MySettings, MySettingsChange, MySettingsView, NotificationLevel } from './my-settings.js';
export type { Page, PageQuery } from './pages.js';
export { problem, type FieldProblem, type Problem } from './problems.js';
export { realtimeEvents } from './realtime.js';
export type {
  Acknowledgement,
  ClientToServerEvents,
  PersonAvailability,
  RoomLeftReason,
  RosterChange,
  ServerToClientEvents,
} from './realtime.js';
export type {
  ConversationPerson,
  CreateRoomRequest,
  InvitePolicy,
  RoomChange,
  RoomFacts,
  RoomKind,
  RoomPage,
  RoomView,
} from './rooms.js';
export {
  incomingWebhookPath,
  pathOf,
  routePatterns,
  socketPath,
  type PathParameters,
  type RoutePattern,
} from './routes.js';
export type { PushKeyView, PushMessage, PushSubscriptionRequest } from './push.js';
export { parseSearchQuery, searchOperators } from './search-query.js';
export type { ParsedSearch, SearchedThing, SearchName, SearchQuery, SearchText } from './search-query.js';
export type { FoundMessage, FoundMessagePage, MatchRange } from './search.js';
export type {
  AccessTokenView,
  AccountView,
  CreateAccessTokenRequest,
  DeviceView,
  InviteView,
  NewAccessTokenView,
  PasswordChange,
  PersonChange,
  PersonQuery,
  PersonView,
  ProfileChange,
  SessionView,
  SignInRequest,
  SignUpPolicyView,
  SignUpRequest,
} from './users.js';
export { alias as aliasSchema } from './users.js';
export type {
  CreateWebhookRequest,
  RosterWebhook,
  RosterWebhookList,
  WebhookChange,
  WebhookList,
  WebhookView,
} from './webhooks.js';
export { attachmentField, shownAs } from './shown-files.js';
