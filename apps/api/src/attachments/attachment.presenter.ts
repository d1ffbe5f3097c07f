import type { AttachmentId, AttachmentView, MessageId, RoomId, UserId } from '@carillon/contracts';

/** A file as the database has it, for whoever reads it by SQL. */
export type AttachmentRow = {
  id: AttachmentId;
  room_id: RoomId;
  user_id: UserId;
  message_id: MessageId | null;
  name: string;
  media_type: string;
  size_bytes: number;
  width: number | null;
  height: number | null;
  has_thumbnail: boolean;
};

export const attachmentColumns =
  'id, room_id, user_id, message_id, name, media_type, size_bytes, width, height, has_thumbnail';

export function presentAttachment(row: AttachmentRow): AttachmentView {
  return {
    id: row.id,
    name: row.name,
    sizeBytes: row.size_bytes,
    mediaType: row.media_type,
    width: row.width,
    height: row.height,
    hasThumbnail: row.has_thumbnail,
  };
}
