import { z } from 'zod';
import { roomId, userId } from './ids.js';
import { limits } from './limits.js';
import { memberRole } from './memberships.js';
import { mySettings } from './my-settings.js';
import { pageLimitUpTo, pageOf, pageQuery, searchText } from './pages.js';
import { readRound } from './read-round.js';
import { optionalLine, singleLine } from './texts.js';

export const roomName = singleLine(limits.rooms.maxNameLength);

/** A room proper, a conversation between two people, or one among several. */
export const roomKind = z.enum(['room', 'direct', 'group']);
export type RoomKind = z.infer<typeof roomKind>;

/** Somebody in a conversation, as the others see them. */
export const conversationPerson = z.object({
  userId,
  displayName: z.string(),
  alias: z.string(),
  isDeactivated: z
    .boolean()
    .describe('Their account is deactivated: nobody reads here until it is used again'),
});
export type ConversationPerson = z.infer<typeof conversationPerson>;

/** Who may add members to a room. */
export const invitePolicy = z.enum(['administrators', 'everyone']);
export type InvitePolicy = z.infer<typeof invitePolicy>;

export const createRoomRequest = z.object({ name: roomName }).meta({ id: 'CreateRoomRequest' });
export type CreateRoomRequest = z.input<typeof createRoomRequest>;

/** What a room is about; empty for none. */
export const roomTopic = optionalLine(limits.rooms.maxTopicLength);

export const roomChange = z
  .object({ name: roomName, topic: roomTopic, invitePolicy })
  .partial()
  .meta({ id: 'RoomChange' });
export type RoomChange = z.input<typeof roomChange>;

/** A room as one of its members sees it. */
export const roomView = z
  .object({
    id: roomId,
    kind: roomKind,
    name: z.string().describe('Of a conversation: the names of the others in it'),
    topic: z.string().describe('What the room is about; empty for none'),
    invitePolicy,
    createdAt: z.iso.datetime(),
    people: z
      .array(conversationPerson)
      .describe('The others in a conversation, in the order they came; nobody in a room, which has a roster'),
    memberCount: z.int().describe('People only; webhooks are not members'),
    lastSeq: z.int().describe('Number of the newest message; 0 in an empty room'),
    lastMessageAt: z.iso.datetime().nullable(),
    me: z.object({
      role: memberRole,
      lastReadSeq: z.int().describe('Everything up to this message has been read'),
      readRound,
      unreadCount: z.int(),
      unreadMentionCount: z
        .int()
        .describe('Unread messages that mention me, by name or as part of all or present'),
      ...mySettings.shape,
    }),
  })
  .meta({ id: 'Room' });
export type RoomView = z.infer<typeof roomView>;

export const roomPage = pageOf(roomView).meta({ id: 'RoomPage' });
export type RoomPage = z.infer<typeof roomPage>;

/** My rooms; `search` finds them by the beginnings of words in their names, conversations by those of the people. */
export const roomQuery = z.object({
  ...pageQuery.shape,
  limit: pageLimitUpTo(limits.rooms.maxPageSize),
  search: searchText.optional(),
});

/** What every member may know of a room, without the reader's own part in it. */
export type RoomFacts = Pick<RoomView, 'id' | 'name' | 'topic' | 'invitePolicy'>;
