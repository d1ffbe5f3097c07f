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
