import { z } from 'zod';
import { attachmentView } from './attachments.js';
import { attachmentId, messageId, roomId, userId, webhookId, type UserId } from './ids.js';
import { limits } from './limits.js';
import { pageLimit, pageOf } from './pages.js';
import { readRound } from './read-round.js';

/** How the text is to be read: see `libs/message-format`. */
export const messageFormat = z.enum(['markdown', 'plain']);
export type MessageFormat = z.infer<typeof messageFormat>;

export const postMessageRequest = z
  .object({
    content: z
      .string()
      .max(limits.requests.maxBodyBytes)
      .describe(
        `At most ${String(limits.messages.maxContentBytes)} UTF-8 bytes; not blank, unless files go with it`,
      ),
    attachmentIds: z
      .array(attachmentId)
      .max(limits.attachments.maxPerMessage)
      .optional()
      .describe('Files uploaded to this room before, in the order they are shown'),
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

/** One emoji under a message. */
export const messageReaction = z
  .object({
    emoji: z.string(),
    count: z.int(),
    isMine: z.boolean().describe('False in events, which are the same for everybody'),
    people: z
      .array(z.object({ userId, displayName: z.string() }))
      .describe(`Who reacted first, at most ${String(limits.reactions.maxNamedPeople)} of them`),
  })
  .meta({ id: 'MessageReaction' });
export type MessageReaction = z.infer<typeof messageReaction>;

/** What happened to a message since it was posted. */
export const messageChanges = z
  .object({
    number: z
      .int()
      .describe('Of the last of them. The changes of a room are counted from 1, so a larger one is newer'),
    editedAt: z.iso.datetime().nullable(),
    deletedAt: z.iso.datetime().nullable().describe('A deleted message keeps its seq and loses its content'),
    isPinned: z.boolean(),
    reactions: z.array(messageReaction).describe('In the order in which they appeared'),
  })
  .meta({ id: 'MessageChanges' });
export type MessageChanges = z.infer<typeof messageChanges>;

export const messageView = z
  .object({
    id: messageId,
    roomId,
    seq: z.int().describe('Gap-free number in the room, from 1'),
    author: messageAuthor,
    content: z.string(),
    format: messageFormat,
    mentions: messageMentions,
    attachments: z.array(attachmentView),
    createdAt: z.iso.datetime(),
    clientRequestToken: z.string().nullable().describe('Only of interest to the client that made it'),
    changes: messageChanges.optional().describe('Absent while the message is as it was posted'),
  })
  .meta({ id: 'Message' });
export type MessageView = z.infer<typeof messageView>;

const lastChange = z.int().describe('Every change of the room up to this number is in the answer');

export const messagePage = pageOf(messageView).extend({ lastChange }).meta({ id: 'MessagePage' });
export type MessagePage = z.infer<typeof messagePage>;

/** What to read after a connection was lost: messages that were there before it, as they are now. */
export const messageChangeQuery = z.object({
  after: seq.describe('The number of the last change that is known'),
  limit: pageLimit,
});
export type MessageChangeQuery = z.input<typeof messageChangeQuery>;

export const messageChangePage = pageOf(messageView).extend({ lastChange }).meta({ id: 'MessageChangePage' });
export type MessageChangePage = z.infer<typeof messageChangePage>;

export const editMessageRequest = postMessageRequest
  .pick({ content: true })
  .meta({ id: 'EditMessageRequest' });
export type EditMessageRequest = z.input<typeof editMessageRequest>;

/** An emoji in a path. Which texts are emoji is the server's to say. */
export const reactionEmoji = z
  .string()
  .min(1)
  .max(limits.reactions.maxEmojiLength)
  .describe('The emoji itself, or its name such as `tada`');

/** A pinned message, and who found it worth pinning. */
export const pinView = z
  .object({
    message: messageView,
    pinnedAt: z.iso.datetime(),
    pinnedBy: z.object({ userId, displayName: z.string() }),
  })
  .meta({ id: 'Pin' });
export type PinView = z.infer<typeof pinView>;

export const pinList = z.object({ items: z.array(pinView) }).meta({ id: 'PinList' });
export type PinList = z.infer<typeof pinList>;

/** One person put an emoji under a message, or took it away. */
export type ReactionChange = Pick<MessageView, 'id' | 'roomId' | 'seq'> & {
  /** All that has happened to the message; `isMine` is false in it. */
  changes: MessageChanges;
  emoji: string;
  userId: UserId;
  isAdded: boolean;
};

export const readMarkerChange = z
  .object({
    lastReadSeq: z.int().min(0),
    mayGoBack: z
      .boolean()
      .optional()
      .describe('Moves the marker there even if more was read: what follows counts as unread again'),
  })
  .meta({ id: 'ReadMarkerChange' });
export type ReadMarkerChange = z.input<typeof readMarkerChange>;

/** Where a member has read to, the same on all their devices. */
export const readMarkerView = z
  .object({
    roomId,
    lastReadSeq: z.int(),
    readRound,
    unreadCount: z.int(),
    unreadMentionCount: z.int(),
  })
  .meta({ id: 'ReadMarker' });
export type ReadMarkerView = z.infer<typeof readMarkerView>;
