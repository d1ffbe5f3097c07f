import {
  isMentioned,
  type MySettings,
  type MessageView,
  type ReadMarkerView,
  type RosterChange,
  type RoomView,
  type UserId,
} from '@carillon/contracts';

/** A room after a message was posted into it. A message already counted changes nothing. */
export function withMessage(room: RoomView, message: MessageView, reader: UserId): RoomView {
  if (message.seq <= room.lastSeq) return room;
  const isMine = message.author.kind === 'member' && message.author.userId === reader;
  return {
    ...room,
    lastSeq: message.seq,
    lastMessageAt: message.createdAt,
    me: isMine ? { ...room.me, ...readUpTo(message.seq) } : withUnread(room.me, isMentioned(message, reader)),
  };
}

/** Who writes has read what stands above. */
function readUpTo(lastReadSeq: number) {
  return { lastReadSeq, unreadCount: 0, unreadMentionCount: 0 };
}

function withUnread(me: RoomView['me'], isMentionOfReader: boolean): RoomView['me'] {
  return {
    ...me,
    // A message that calls its member brings a hidden room back; others do not.
    isHidden: me.isHidden && !isMentionOfReader,
    unreadCount: me.unreadCount + 1,
    unreadMentionCount: me.unreadMentionCount + (isMentionOfReader ? 1 : 0),
  };
}

/**
 * A room after its reader's marker moved, here or on another device, or after fewer or more messages behind it call
 * them. A marker of an older round, or behind the known one in the same round, changes nothing. Messages that came since
 * the server counted are unread on top of what it says.
 */
export function withReadMarker(room: RoomView, marker: ReadMarkerView): RoomView {
  const { lastReadSeq, readRound, unreadMentionCount } = marker;
  if (isOlder(marker, room.me)) return room;
  const unreadCount = Math.max(room.lastSeq - lastReadSeq, 0);
  const me = { ...room.me, lastReadSeq, readRound, unreadCount };
  const isCountedWhole = unreadCount === marker.unreadCount;
  const mentions = isCountedWhole ? unreadMentionCount : Math.min(room.me.unreadMentionCount, unreadCount);
  return { ...room, me: { ...me, unreadMentionCount: mentions } };
}

type Place = { readRound: number; lastReadSeq: number };

function isOlder(marker: Place, known: Place): boolean {
  if (marker.readRound !== known.readRound) return marker.readRound < known.readRound;
  return marker.lastReadSeq < known.lastReadSeq;
}

/** A room after its reader chose to keep it otherwise, here or on another device. */
export function withSettings(
  room: RoomView,
  { isFavourite, isHidden, notificationLevel }: MySettings,
): RoomView {
  return { ...room, me: { ...room.me, isFavourite, isHidden, notificationLevel } };
}

/** A room after its roster changed: how many members, and what the reader may do. */
export function withRosterChange(room: RoomView, change: RosterChange, reader: UserId): RoomView {
  if (change.kind === 'member-added' || change.kind === 'member-removed')
    return { ...room, memberCount: change.memberCount };
  if (change.kind === 'role-changed' && change.userId === reader)
    return { ...room, me: { ...room.me, role: change.role } };
  return room;
}
