import type { MemberRole, UserId } from '@carillon/contracts';
import type { EntityManager } from 'typeorm';
import { MembershipEntity } from './membership.entity.js';
import type { RoomEntity } from './room.entity.js';

/** Someone's part in a room, from now on: what was said before they came is history, not unread. */
export function newMembership(
  rows: EntityManager,
  room: RoomEntity,
  userId: UserId,
  { role, joinedAt }: { role: MemberRole; joinedAt: Date },
): MembershipEntity {
  return rows.create(MembershipEntity, {
    roomId: room.id,
    userId,
    role,
    joinedAt,
    lastReadSeq: room.lastSeq,
    readRound: 0,
    isFavourite: false,
    hiddenAtSeq: null,
    // What is said in a conversation is said to everybody in it.
    desktopNotifications: room.kind === 'room' ? 'mentions' : 'all',
    phoneNotifications: room.kind === 'room' ? 'mentions' : 'all',
  });
}
