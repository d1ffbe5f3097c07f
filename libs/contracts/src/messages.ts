import { z } from 'zod';
import { messageId, roomId, userId, webhookId } from './ids.js';
import { limits } from './limits.js';
import { pageLimit, pageOf } from './pages.js';

/** How the text is to be read: see `libs/message-format`. */
export const messageFormat = z.enum(['markdown', 'plain']);
export type MessageFormat = z.infer<typeof messageFormat>;

export const postMessageRequest = z
  .object({
    content: z
      .string()
      .max(limits.requests.maxBodyBytes)
      .describe(`Not blank, at most ${String(limits.messages.maxContentBytes)} UTF-8 bytes`),
    clientRequestToken: z
      .guid()
      .toLowerCase()
      .optional()
      .describe(
        'A UUID made by the client: sending the same one again answers the first message, stored once',
      ),
  })
  .meta({ id: 'PostMessageRequest' });
export type PostMessageRequest = z.input<typeof postMessageRequest>;

const seq = z.coerce.number().int().min(0);

/** `before` and `after` are exclusive; with neither, the newest page. */
export const messageQuery = z
  .object({
    before: seq.optional().describe('Only messages older than this seq, the newest of them first'),
    after: seq
      .optional()
      .describe('Only messages newer than this seq: the page right behind it, newest first'),
    limit: pageLimit,
  })
  .refine((query) => query.before === undefined || query.after === undefined, {
    message: 'takes before or after, not both',
  });
export type MessageQuery = z.input<typeof messageQuery>;

/** Who wrote a message. A webhook is shown as `<name> (Webhook)`. */
export const messageAuthor = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('member'), userId, displayName: z.string(), alias: z.string() }),
    z.object({ kind: z.literal('webhook'), webhookId, name: z.string() }),
  ])
  .meta({ id: 'MessageAuthor' });
export type MessageAuthor = z.infer<typeof messageAuthor>;

/** Who was meant, resolved against the room when the message was posted; later renames change nothing. */
export const messageMentions = z
  .object({
    members: z
      .array(z.object({ handle: z.string().describe('As written after the @, lower-cased'), userId }))
      .describe('Members named by alias or e-mail address'),
    all: z.boolean(),
    present: z.array(userId).nullable().describe('Who was present, if the message said @Present'),
  })
  .meta({ id: 'MessageMentions' });
export type MessageMentions = z.infer<typeof messageMentions>;

export const messageView = z
  .object({
    id: messageId,
    roomId,
    seq: z.int().describe('Gap-free number in the room, from 1'),
    author: messageAuthor,
    content: z.string(),
    format: messageFormat,
    mentions: messageMentions,
    createdAt: z.iso.datetime(),
    clientRequestToken: z.string().nullable().describe('Only of interest to the client that made it'),
  })
  .meta({ id: 'Message' });
export type MessageView = z.infer<typeof messageView>;

export const messagePage = pageOf(messageView).meta({ id: 'MessagePage' });
export type MessagePage = z.infer<typeof messagePage>;

export const readMarkerChange = z.object({ lastReadSeq: z.int().min(0) }).meta({ id: 'ReadMarkerChange' });
export type ReadMarkerChange = z.input<typeof readMarkerChange>;

/** Where a member has read to, the same on all their devices. */
export const readMarkerView = z
  .object({ roomId, lastReadSeq: z.int(), unreadCount: z.int(), unreadMentionCount: z.int() })
  .meta({ id: 'ReadMarker' });
export type ReadMarkerView = z.infer<typeof readMarkerView>;
