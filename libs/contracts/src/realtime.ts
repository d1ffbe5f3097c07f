import type { AccessRequestView, InvitationView } from './admissions.js';
import type { AvailabilityView, MyAvailabilityView } from './availability.js';
import type { DeliveryView } from './deliveries.js';
import type { RoomId, UserId, WebhookId } from './ids.js';
import type { MemberRole, MemberView } from './memberships.js';
import type { MessageView, ReactionChange, ReadMarkerView } from './messages.js';
import type { ErrorCode } from './errors.js';
import type { MySettingsView } from './my-settings.js';
import type { RoomFacts, RoomView } from './rooms.js';
import type { RosterWebhook } from './webhooks.js';

/** What every request over a socket is answered with. */
export type Acknowledgement<Data = null> =
  { ok: true; data: Data } | { ok: false; code: ErrorCode; message: string };

/** One change of a room's roster. */
export type RosterChange =
  | { kind: 'member-added'; member: MemberView; memberCount: number }
  | { kind: 'member-removed'; userId: UserId; memberCount: number }
  | { kind: 'role-changed'; userId: UserId; role: MemberRole }
  | { kind: 'profile-changed'; userId: UserId; displayName: string; alias: string }
  | { kind: 'presence-changed'; userId: UserId; isPresent: boolean }
  | { kind: 'webhook-added'; webhook: RosterWebhook }
  | { kind: 'webhook-changed'; webhook: RosterWebhook }
  | { kind: 'webhook-removed'; webhookId: WebhookId };

/** How one person is to be reached. */
export type PersonAvailability = { userId: UserId; availability: AvailabilityView };

/** Why a room went away from someone's list. */
export type RoomLeftReason = 'left' | 'removed' | 'deleted';

/** Events from client to server; each is acknowledged. */
export type ClientToServerEvents = {
  /** I have this room open: I am present in it until I close it or disconnect. */
  'room:open': (request: { roomId: RoomId }, answer: (ack: Acknowledgement) => void) => void;
  'room:close': (request: { roomId: RoomId }, answer: (ack: Acknowledgement) => void) => void;
  /** Tell me of every request to the webhooks of this room, until I unwatch it, disconnect or am no administrator. */
  'deliveries:watch': (request: { roomId: RoomId }, answer: (ack: Acknowledgement) => void) => void;
  'deliveries:unwatch': (request: { roomId: RoomId }, answer: (ack: Acknowledgement) => void) => void;
  /** Nobody has touched this device for a while, or somebody has again. A device that connects is in use. */
  'activity:report': (request: { isIdle: boolean }, answer: (ack: Acknowledgement) => void) => void;
  /** I am writing in this room. Said again every few seconds; it ends by itself. Too often is not passed on. */
  'typing:report': (request: { roomId: RoomId }, answer: (ack: Acknowledgement) => void) => void;
};

/** Events from server to client. Each goes to every socket of every member concerned, after the commit. */
export type ServerToClientEvents = {
  /** A new message in one of my rooms; the next `seq` of that room. */
  'message:created': (message: MessageView) => void;
  /** A message was edited, pinned or unpinned. Its reactions are nobody's: keep which were mine. */
  'message:updated': (message: MessageView) => void;
  /** What remains of a message that was deleted. */
  'message:deleted': (message: MessageView) => void;
  'message:reacted': (reaction: ReactionChange) => void;
  'roster:changed': (event: { roomId: RoomId; change: RosterChange }) => void;
  /** Name, topic or invite policy. */
  'room:updated': (room: RoomFacts) => void;
  /** I became a member, or made the room. */
  'room:joined': (room: RoomView) => void;
  'room:left': (event: { roomId: RoomId; reason: RoomLeftReason }) => void;
  /** Something may have happened that I was not told: read again whatever is shown, as after connecting. */
  'sync:needed': () => void;
  /** I read on another device, marked something as unread, or a message no longer calls me, or does now. */
  'room:read': (marker: ReadMarkerView) => void;
  /** I keep one of my rooms otherwise than before, on whichever device I said so. */
  'settings:changed': (settings: MySettingsView) => void;
  /** Requests to webhooks of a room I watch, oldest first; one that is known by its id has come to stand for more. */
  'deliveries:recorded': (event: { roomId: RoomId; deliveries: DeliveryView[] }) => void;
  /** People I share a room with are to be reached in another way than before. Large rooms hear it a little later. */
  'availability:changed': (event: { people: PersonAvailability[] }) => void;
  /** I chose my own, on whichever device. */
  'availability:chosen': (mine: MyAvailabilityView) => void;
  /** Somebody else writes in a room I have open. */
  'typing:reported': (event: { roomId: RoomId; userId: UserId }) => void;
  /** I was invited to a room, or the invitation was made anew. */
  'invitation:received': (invitation: InvitationView) => void;
  /** An invitation of mine is no longer open: accepted, declined or withdrawn. */
  'invitation:ended': (event: { roomId: RoomId }) => void;
  /** Invitations or requests of access changed in a room whose administrator I am; `request` where a new one came. */
  'admissions:changed': (event: { roomId: RoomId; request: AccessRequestView | null }) => void;
};

/** The names of the events, for whoever lists them at run time; the compiler keeps both complete. */
export const realtimeEvents = {
  clientToServer: Object.keys({
    'room:open': true,
    'room:close': true,
    'deliveries:watch': true,
    'deliveries:unwatch': true,
    'activity:report': true,
    'typing:report': true,
  } satisfies Record<keyof ClientToServerEvents, true>),
  serverToClient: Object.keys({
    'message:created': true,
    'message:updated': true,
    'message:deleted': true,
    'message:reacted': true,
    'roster:changed': true,
    'room:updated': true,
    'room:joined': true,
    'room:left': true,
    'sync:needed': true,
    'room:read': true,
    'settings:changed': true,
    'deliveries:recorded': true,
    'availability:changed': true,
    'availability:chosen': true,
    'typing:reported': true,
    'invitation:received': true,
    'invitation:ended': true,
    'admissions:changed': true,
  } satisfies Record<keyof ServerToClientEvents, true>),
};
