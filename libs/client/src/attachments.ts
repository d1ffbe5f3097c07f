import {
  pathOf,
  routePatterns,
  type AttachmentId,
  type AttachmentView,
  type RoomId,
} from '@carillon/contracts';
import type { HttpClient } from './http-client.js';

/** Where the bytes of a file are; for links, images and players. */
export function attachmentUrl(roomId: RoomId, attachmentId: AttachmentId): string {
  return pathOf(routePatterns.attachment, { roomId, attachmentId });
}

/** Where the small picture of a file is that has one. */
export function thumbnailUrl(roomId: RoomId, attachmentId: AttachmentId): string {
  return pathOf(routePatterns.attachmentThumbnail, { roomId, attachmentId });
}

/** Where files are uploaded to; a page does so by itself, since only `XMLHttpRequest` tells how far it is. */
export function uploadUrl(roomId: RoomId): string {
  return pathOf(routePatterns.attachments, { roomId });
}

/** Takes back a file of mine that is not sent. */
export function discardAttachment(http: HttpClient, roomId: RoomId, { id }: AttachmentView): Promise<void> {
  const path = pathOf(routePatterns.attachment, { roomId, attachmentId: id });
  return http.send({ method: 'DELETE', path });
}
