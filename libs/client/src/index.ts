export { createAccessToken, deleteAccessToken, listAccessTokens } from './access-tokens.js';
export {
  acceptInvitation,
  approveAccess,
  declineAccess,
  declineInvitation,
  invite,
  listAccessRequests,
  listInvitations,
  listSentInvitations,
  requestAccess,
  withdrawInvitation,
} from './admissions.js';
export { ApiError, ConnectionError, readRefusal } from './api-error.js';
export { attachmentUrl, discardAttachment, thumbnailUrl, uploadUrl } from './attachments.js';
export { changeAvailability, readAvailability } from './availability.js';
export { findPeople, openConversation } from './conversations.js';
export { changePassword, endOtherSessions, endSession, listSessions } from './devices.js';
export { createHttpClient, type ApiCall, type HttpClient, type HttpClientOptions } from './http-client.js';
export { addMember, changeMember, listMembers, removeMember } from './members.js';
export {
  deleteMessage,
  editMessage,
  listMessageChanges,
  listMessages,
  listPins,
  moveReadMarker,
  postMessage,
  setPinned,
  setReaction,
  type ChangesRequest,
  type HistoryRequest,
  type MessageKey,
} from './messages.js';
export { collectPages, type PageRequest } from './pages.js';
export { changePerson, listPeople } from './people.js';
export {
  createRealtimeClient,
  type ConnectionState,
  type RealtimeClient,
  type RealtimeClientOptions,
  type RealtimeEvent,
  type RealtimeRequest,
} from './realtime-client.js';
export { reconnectDelayMs, reconnectDelays } from './reconnect-policy.js';
export { changeMySettings, changeRoom, createRoom, deleteRoom, listRooms, readRoom } from './rooms.js';
export { forgetPush, readPush, subscribePush } from './push.js';
export { searchMessages, type SearchRequest } from './search.js';
export { readSession, signIn, signOut } from './session.js';
export { changeProfile, createInvite, readSignUpPolicy, signUp } from './users.js';
export {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  listDeliveries,
  listRosterWebhooks,
  listWebhookActivity,
  listWebhooks,
  postAgain,
  regenerateWebhook,
  sendTestMessage,
} from './webhooks.js';
