import {
  pathOf,
  routePatterns,
  type MessagePage,
  type MessageView,
  type PostMessageRequest,
  type ReadMarkerChange,
  type ReadMarkerView,
  type RoomId,
} from '@carillon/contracts';
import type { HttpClient } from './http-client.js';

/** Which part of a room's history; `before` and `after` are exclusive and never given together. */
export type HistoryRequest = { before?: number; after?: number; limit?: number };

/** One page of a room's history, newest first. */
export function listMessages(
  http: HttpClient,
  roomId: RoomId,
  query: HistoryRequest = {},
  signal?: AbortSignal,
): Promise<MessagePage> {
  return http.send({ method: 'GET', path: pathOf(routePatterns.messages, { roomId }), query, signal });
}

/** Writes a message. Sending it again with the same `clientRequestToken` stores nothing twice. */
export function postMessage(
  http: HttpClient,
  roomId: RoomId,
  body: PostMessageRequest,
): Promise<MessageView> {
  return http.send({ method: 'POST', path: pathOf(routePatterns.messages, { roomId }), body });
}

/** Notes that I have read up to a message. The marker never moves back. */
export function moveReadMarker(
  http: HttpClient,
  roomId: RoomId,
  body: ReadMarkerChange,
): Promise<ReadMarkerView> {
  return http.send({ method: 'PUT', path: pathOf(routePatterns.readMarker, { roomId }), body });
}
