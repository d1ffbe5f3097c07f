import {
  pathOf,
  routePatterns,
  type CreateRoomRequest,
  type MySettingsChange,
  type MySettingsView,
  type RoomChange,
  type RoomId,
  type RoomPage,
  type RoomView,
} from '@carillon/contracts';
import type { HttpClient } from './http-client.js';
import type { PageRequest } from './pages.js';

/** One page of my rooms. */
export function listRooms(
  http: HttpClient,
  query: PageRequest = {},
  signal?: AbortSignal,
): Promise<RoomPage> {
  return http.send({ method: 'GET', path: pathOf(routePatterns.rooms), query, signal });
}

/** Makes a room of which I am administrator. */
export function createRoom(http: HttpClient, body: CreateRoomRequest): Promise<RoomView> {
  return http.send({ method: 'POST', path: pathOf(routePatterns.rooms), body });
}

/** One room of mine. Refused with `ROOM_NOT_FOUND` for every other. */
export function readRoom(http: HttpClient, roomId: RoomId, signal?: AbortSignal): Promise<RoomView> {
  return http.send({ method: 'GET', path: pathOf(routePatterns.room, { roomId }), signal });
}

/** Renames a room, changes its topic or who may add members. */
export function changeRoom(http: HttpClient, roomId: RoomId, body: RoomChange): Promise<RoomView> {
  return http.send({ method: 'PATCH', path: pathOf(routePatterns.room, { roomId }), body });
}

/** Changes how I keep a room: as a favourite, hidden, and of what I am notified. */
export function changeMySettings(
  http: HttpClient,
  roomId: RoomId,
  body: MySettingsChange,
): Promise<MySettingsView> {
  return http.send({ method: 'PATCH', path: pathOf(routePatterns.mySettings, { roomId }), body });
}

/** Deletes a room with its history and its webhooks. */
export function deleteRoom(http: HttpClient, roomId: RoomId): Promise<void> {
  return http.send({ method: 'DELETE', path: pathOf(routePatterns.room, { roomId }) });
}
