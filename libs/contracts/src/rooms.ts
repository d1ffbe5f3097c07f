import { z } from 'zod';
import { roomId } from './ids.js';
import { limits } from './limits.js';
import { memberRole } from './memberships.js';
import { mySettings } from './my-settings.js';
import { pageOf } from './pages.js';
import { readRound } from './read-round.js';
import { optionalLine, singleLine } from './texts.js';

export const roomName = singleLine(limits.rooms.maxNameLength);

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
    name: z.string(),
    topic: z.string().describe('What the room is about; empty for none'),
    invitePolicy,
    createdAt: z.iso.datetime(),
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

/** What every member may know of a room, without the reader's own part in it. */
export type RoomFacts = Pick<RoomView, 'id' | 'name' | 'topic' | 'invitePolicy'>;
