import type { AvailabilityView, MemberView, MySettings, RoomFacts, RoomView } from '@carillon/contracts';
import type { UserEntity } from '../identity/user.entity.js';
import type { MembershipEntity } from './membership.entity.js';
import type { RoomEntity } from './room.entity.js';
import { nothingWaiting, type Waiting } from './waiting.js';

/** A room as this member sees it; of a conversation all but its people, by whom it is named. */
export function presentRoom(
  room: RoomEntity,
  membership: MembershipEntity,
  waiting: Waiting = nothingWaiting,
): RoomView {
  return {
    ...presentRoomFacts(room),
    kind: room.kind,
    people: [],
    createdAt: room.createdAt.toISOString(),
    memberCount: room.memberCount,
    lastSeq: room.lastSeq,
    lastMessageAt: room.lastMessageAt?.toISOString() ?? null,
    me: {
      role: membership.role,
      lastReadSeq: membership.lastReadSeq,
      readRound: membership.readRound,
      unreadCount: room.lastSeq - membership.lastReadSeq,
      unreadMentionCount: waiting.unreadMentionCount,
      ...presentSettings(membership, waiting.isCalledBack || isAnswered(room, membership)),
    },
  };
}

export function presentRoomFacts(room: RoomEntity): RoomFacts {
  return { id: room.id, name: room.name, topic: room.topic, invitePolicy: room.invitePolicy };
}

/** A conversation is brought back by whatever is said in it: all of it is said to its member. */
export function isAnswered(room: RoomEntity, { hiddenAtSeq }: MembershipEntity): boolean {
  return room.kind !== 'room' && hiddenAtSeq !== null && room.lastSeq > hiddenAtSeq;
}

/** How a member keeps a room. `isCalledBack`: whether a message since it was hidden has brought it back. */
export function presentSettings(membership: MembershipEntity, isCalledBack: boolean): MySettings {
  return {
    isFavourite: membership.isFavourite,
    isHidden: membership.hiddenAtSeq !== null && !isCalledBack,
    notificationLevel: {
      desktop: membership.desktopNotifications,
      phone: membership.phoneNotifications,
    },
  };
}

/** What presence knows of a member. */
export type MemberPresence = { isPresent: boolean; availability: AvailabilityView | undefined };

/** Of whom nothing is known there is no device. */
const unknownAvailability: AvailabilityView = { state: 'offline', status: null };

export function presentMember(
  membership: MembershipEntity,
  user: UserEntity,
  { isPresent, availability = unknownAvailability }: MemberPresence,
): MemberView {
  return {
    userId: user.id,
    displayName: user.displayName,
    alias: user.alias,
    email: user.email,
    role: membership.role,
    isPresent,
    availability,
    joinedAt: membership.joinedAt.toISOString(),
  };
}
