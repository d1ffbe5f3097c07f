import type { MemberView, RoomFacts, RoomView } from '@carillon/contracts';
import type { UserEntity } from '../identity/user.entity.js';
import type { MembershipEntity } from './membership.entity.js';
import type { RoomEntity } from './room.entity.js';

/** A room as this member sees it. */
export function presentRoom(
  room: RoomEntity,
  membership: MembershipEntity,
  unreadMentionCount: number,
): RoomView {
  return {
    ...presentRoomFacts(room),
    createdAt: room.createdAt.toISOString(),
    memberCount: room.memberCount,
    lastSeq: room.lastSeq,
    lastMessageAt: room.lastMessageAt?.toISOString() ?? null,
    me: {
      role: membership.role,
      lastReadSeq: membership.lastReadSeq,
      unreadCount: room.lastSeq - membership.lastReadSeq,
      unreadMentionCount,
    },
  };
}

export function presentRoomFacts(room: RoomEntity): RoomFacts {
  return { id: room.id, name: room.name, invitePolicy: room.invitePolicy };
}

export function presentMember(
  membership: MembershipEntity,
  user: UserEntity,
  isPresent: boolean,
): MemberView {
  return {
    userId: user.id,
    displayName: user.displayName,
    alias: user.alias,
    email: user.email,
    role: membership.role,
    isPresent,
    joinedAt: membership.joinedAt.toISOString(),
  };
}
