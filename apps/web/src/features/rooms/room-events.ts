import {
  conversationName,
  isMentioned,
  type ConversationPerson,
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
    me: isMine ? { ...room.me, ...readUpTo(message.seq) } : withUnread(room, isMentioned(message, reader)),
  };
}

/** Who writes has read what stands above. */
function readUpTo(lastReadSeq: number) {
  return { lastReadSeq, unreadCount: 0, unreadMentionCount: 0 };
}

function withUnread({ kind, me }: RoomView, isMentionOfReader: boolean): RoomView['me'] {
  return {
    ...me,
    // A message that calls its reader brings a hidden room back, others do not; in a conversation each of them calls.
    isHidden: me.isHidden && !isMentionOfReader && kind === 'room',
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
  if (change.kind === 'member-added')
    return withPerson({ ...room, memberCount: change.memberCount }, change.member, reader);
  if (change.kind === 'member-removed')
    return withoutPerson({ ...room, memberCount: change.memberCount }, change.userId);
  if (change.kind === 'profile-changed') return withProfile(room, change);
  if (change.kind === 'role-changed' && change.userId === reader)
    return { ...room, me: { ...room.me, role: change.role } };
  return room;
}

function withPeople(room: RoomView, people: ConversationPerson[]): RoomView {
  return { ...room, people, name: conversationName(people) };
}

function withPerson(
  room: RoomView,
  { userId, displayName, alias }: Omit<ConversationPerson, 'isDeactivated'>,
  reader: UserId,
): RoomView {
  if (room.kind === 'room' || userId === reader) return room;
  const person = { userId, displayName, alias, isDeactivated: false };
  const isKnown = room.people.some((known) => known.userId === userId);
  return withPeople(
    room,
    isKnown
      ? room.people.map((known) => (known.userId === userId ? person : known))
      : [...room.people, person],
  );
}

/** Nobody leaves a conversation between two: whoever is no member of it any more is deactivated. */
function withoutPerson(room: RoomView, userId: UserId): RoomView {
  if (room.kind === 'group')
    return withPeople(
      room,
      room.people.filter((person) => person.userId !== userId),
    );
  if (room.kind === 'room') return room;
  const people = room.people.map((person) =>
    person.userId === userId ? { ...person, isDeactivated: true } : person,
  );
  return { ...room, people };
}

function withProfile(
  room: RoomView,
  { userId, displayName, alias }: Extract<RosterChange, { kind: 'profile-changed' }>,
): RoomView {
  if (!room.people.some((person) => person.userId === userId)) return room;
  return withPeople(
    room,
    room.people.map((person) => (person.userId === userId ? { ...person, displayName, alias } : person)),
  );
}
