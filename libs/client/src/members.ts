import {
  pathOf,
  routePatterns,
  type AddMemberRequest,
  type MemberChange,
  type MemberPage,
  type MemberView,
  type RoomId,
  type UserId,
} from '@carillon/contracts';
import type { HttpClient } from './http-client.js';
import type { PageRequest } from './pages.js';

/** One page of a room's members. */
export function listMembers(
  http: HttpClient,
  roomId: RoomId,
  query: PageRequest = {},
  signal?: AbortSignal,
): Promise<MemberPage> {
  return http.send({ method: 'GET', path: pathOf(routePatterns.members, { roomId }), query, signal });
}

/** Adds a person by e-mail address or id. */
export function addMember(http: HttpClient, roomId: RoomId, body: AddMemberRequest): Promise<MemberView> {
  return http.send({ method: 'POST', path: pathOf(routePatterns.members, { roomId }), body });
}

/** Promotes or demotes a member. The only administrator cannot be demoted. */
export function changeMember(
  http: HttpClient,
  roomId: RoomId,
  userId: UserId,
  body: MemberChange,
): Promise<MemberView> {
  return http.send({ method: 'PATCH', path: pathOf(routePatterns.member, { roomId, userId }), body });
}

/** Removes a member, or leaves the room with my own id. The only administrator cannot go. */
export function removeMember(http: HttpClient, roomId: RoomId, userId: UserId): Promise<void> {
  return http.send({ method: 'DELETE', path: pathOf(routePatterns.member, { roomId, userId }) });
}
