import { z } from 'zod';
import { attachmentId } from './ids.js';

/** A file of a message. Its bytes are read from `routePatterns.attachment`, by members of the room. */
export const attachmentView = z
  .object({
    id: attachmentId,
    name: z.string().describe('What the file is called, without any path'),
    sizeBytes: z.int(),
    mediaType: z
      .string()
      .describe('What the bytes are, whatever the name says; application/octet-stream otherwise'),
    width: z.int().nullable().describe('In pixels as it is seen, upright; null for whatever is no image'),
    height: z.int().nullable(),
    hasThumbnail: z.boolean(),
  })
  .meta({ id: 'Attachment' });
export type AttachmentView = z.infer<typeof attachmentView>;

/** The name of the form's field that holds the file. */
export const attachmentField = 'file';

/** What browsers may show in a page of ours. Everything else is only ever saved to disk. */
const shownTypes = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'video/mp4',
  'video/webm',
  'audio/mpeg',
  'audio/mp4',
  'audio/ogg',
  'audio/wav',
  'audio/flac',
]);

/** How a file of this type can be shown; null where it is only offered for saving. */
export function shownAs(mediaType: string): 'image' | 'video' | 'audio' | null {
  if (!shownTypes.has(mediaType)) return null;
  // The part before the slash of each of them is one of the three.
  return mediaType.slice(0, mediaType.indexOf('/')) as 'image' | 'video' | 'audio';
}
