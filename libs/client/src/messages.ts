import {
  pathOf,
  routePatterns,
  type EditMessageRequest,
  type MessageChangePage,
  type MessagePage,
  type MessageView,
  type PinList,
  type PostMessageRequest,
  type ReadMarkerChange,
  type ReadMarkerView,
  type RoomId,
} from '@carillon/contracts';
import type { HttpClient } from './http-client.js';

/** Which part of a room's history; `before` and `after` are exclusive and never given together. */
export type HistoryRequest = { before?: number; after?: number; limit?: number };

/** Changes of a room behind `after`. */
export type ChangesRequest = { after: number; limit?: number };

/** Which message; a view of it will do. */
export type MessageKey = Pick<MessageView, 'id' | 'roomId'>;

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

/** Messages changed after change `after` of their room, the one changed longest ago first. */
export function listMessageChanges(
  http: HttpClient,
  roomId: RoomId,
  query: ChangesRequest,
  signal?: AbortSignal,
): Promise<MessageChangePage> {
  return http.send({ method: 'GET', path: pathOf(routePatterns.messageChanges, { roomId }), query, signal });
}

/** Edits a message of mine. */
export function editMessage(
  http: HttpClient,
  { roomId, id: messageId }: MessageKey,
  body: EditMessageRequest,
): Promise<MessageView> {
  return http.send({ method: 'PATCH', path: pathOf(routePatterns.message, { roomId, messageId }), body });
}

/** Deletes a message and answers what remains of it. */
export function deleteMessage(http: HttpClient, { roomId, id: messageId }: MessageKey): Promise<MessageView> {
  return http.send({ method: 'DELETE', path: pathOf(routePatterns.message, { roomId, messageId }) });
}

/** Puts an emoji under a message, or takes mine away. */
export function setReaction(
  http: HttpClient,
  { roomId, id: messageId }: MessageKey,
  emoji: string,
  isMine: boolean,
): Promise<MessageView> {
  const path = pathOf(routePatterns.reaction, { roomId, messageId, emoji });
  return http.send({ method: isMine ? 'PUT' : 'DELETE', path });
}

/** Pins a message for everyone in its room, or unpins it. */
export function setPinned(
  http: HttpClient,
  { roomId, id: messageId }: MessageKey,
  isPinned: boolean,
): Promise<MessageView> {
  const path = pathOf(routePatterns.pin, { roomId, messageId });
  return http.send({ method: isPinned ? 'PUT' : 'DELETE', path });
}

/** The pinned messages of a room, the one pinned last first. */
export function listPins(http: HttpClient, roomId: RoomId, signal?: AbortSignal): Promise<PinList> {
  return http.send({ method: 'GET', path: pathOf(routePatterns.pins, { roomId }), signal });
}

/** Notes that I have read up to a message. The marker moves back only where `mayGoBack` says so. */
export function moveReadMarker(
  http: HttpClient,
  roomId: RoomId,
  body: ReadMarkerChange,
): Promise<ReadMarkerView> {
  return http.send({ method: 'PUT', path: pathOf(routePatterns.readMarker, { roomId }), body });
}
