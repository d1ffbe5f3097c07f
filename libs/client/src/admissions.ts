import {
  pathOf,
  routePatterns,
  type AccessRequestList,
  type AddMemberRequest,
  type InvitationView,
  type MemberView,
  type Page,
  type RoomId,
  type RoomView,
  type SentInvitationView,
  type UserId,
} from '@carillon/contracts';
import type { HttpClient } from './http-client.js';
import type { PageRequest } from './pages.js';

/** Invites a person by e-mail address or id; they may accept or decline. */
export function invite(
  http: HttpClient,
  roomId: RoomId,
  body: AddMemberRequest,
): Promise<SentInvitationView> {
  return http.send({ method: 'POST', path: pathOf(routePatterns.roomInvitations, { roomId }), body });
}

/** One page of the open invitations of a room. For its administrators. */
export function listSentInvitations(
  http: HttpClient,
  roomId: RoomId,
  query: PageRequest = {},
  signal?: AbortSignal,
): Promise<Page<SentInvitationView>> {
  return http.send({ method: 'GET', path: pathOf(routePatterns.roomInvitations, { roomId }), query, signal });
}

/** Takes an invitation back. For administrators. */
export function withdrawInvitation(http: HttpClient, roomId: RoomId, userId: UserId): Promise<void> {
  return http.send({ method: 'DELETE', path: pathOf(routePatterns.roomInvitation, { roomId, userId }) });
}

/** One page of the rooms I am invited to. */
export function listInvitations(
  http: HttpClient,
  query: PageRequest = {},
  signal?: AbortSignal,
): Promise<Page<InvitationView>> {
  return http.send({ method: 'GET', path: pathOf(routePatterns.invitations), query, signal });
}

/** Accepts an invitation: I am a member from then on. */
export function acceptInvitation(http: HttpClient, roomId: RoomId): Promise<RoomView> {
  return http.send({ method: 'POST', path: pathOf(routePatterns.acceptance, { roomId }) });
}

/** Declines an invitation. */
export function declineInvitation(http: HttpClient, roomId: RoomId): Promise<void> {
  return http.send({ method: 'DELETE', path: pathOf(routePatterns.invitation, { roomId }) });
}

/** Asks to be taken into a room. The answer says nothing of whether there is one. */
export function requestAccess(http: HttpClient, roomId: RoomId): Promise<void> {
  return http.send({ method: 'PUT', path: pathOf(routePatterns.accessRequest, { roomId }) });
}

/** Who asks to be taken into rooms whose administrator I am. */
export function listAccessRequests(http: HttpClient, signal?: AbortSignal): Promise<AccessRequestList> {
  return http.send({ method: 'GET', path: pathOf(routePatterns.accessRequests), signal });
}

/** Takes somebody in who asked for it. For administrators. */
export function approveAccess(http: HttpClient, roomId: RoomId, userId: UserId): Promise<MemberView> {
  return http.send({ method: 'POST', path: pathOf(routePatterns.approval, { roomId, userId }) });
}

/** Declines a request of access. For administrators. */
export function declineAccess(http: HttpClient, roomId: RoomId, userId: UserId): Promise<void> {
  return http.send({ method: 'DELETE', path: pathOf(routePatterns.roomAccessRequest, { roomId, userId }) });
}
