import type { RoomView } from '@carillon/contracts';

export type RoomOrder = 'activity' | 'name';
export type RoomFilter = 'all' | 'unread' | 'mentions';
export type SectionName = 'favourites' | 'rooms' | 'conversations' | 'hidden';
export type Section = { name: SectionName; rooms: RoomView[] };

type Options = {
  order: RoomOrder;
  filter: RoomFilter;
  /** Rooms that stay in sight whatever the filter is: the one that is open. */
  openRoomId: string | null;
  /** The room that is being read at this moment: nothing in it is news. */
  roomBeingRead: string | null;
  /** When something last happened in a room; in the order of time as texts. */
  activityOf: (room: RoomView) => string;
};

/** Whether something in the room waits for its reader. */
export function isUnread(room: RoomView, roomBeingRead: string | null): boolean {
  return room.me.unreadCount > 0 && room.id !== roomBeingRead;
}

/** Whether something unread is meant for the reader: a mention, and whatever is said in a conversation. */
export function callsReader(room: RoomView, roomBeingRead: string | null): boolean {
  return isUnread(room, roomBeingRead) && (room.kind !== 'room' || room.me.unreadMentionCount > 0);
}

/** When something was last said in a room, or it was made. */
export function lastActivity(room: RoomView): string {
  return room.lastMessageAt ?? room.createdAt;
}

/**
 * What the sidebar shows, in its order: favourites, rooms, conversations, and what was hidden. Rooms come sorted by
 * name. Sections with nothing in them stay, but the hidden ones and, without any, the favourites.
 */
export function sectionsOf(rooms: readonly RoomView[], options: Options): Section[] {
  const names: SectionName[] = ['favourites', 'rooms', 'conversations', 'hidden'];
  const sections = names.map((name): Section => ({ name, rooms: [] }));
  const [favourites, proper, conversations, hidden] = sections.map((section) => section.rooms);
  for (const room of rooms) {
    const isOpen = room.id === options.openRoomId;
    if (!isOpen && !passes(room, options)) continue;
    if (room.me.isHidden && !isOpen) hidden?.push(room);
    else if (room.me.isFavourite) favourites?.push(room);
    else if (room.kind === 'room') proper?.push(room);
    else conversations?.push(room);
  }
  if (options.order === 'activity') for (const section of sections) sortByActivity(section.rooms, options);
  return sections.filter(({ name, rooms: inside }) => inside.length > 0 || !vanishes(name));
}

function passes(room: RoomView, { filter, roomBeingRead }: Options): boolean {
  if (filter === 'all') return true;
  if (room.me.isHidden) return false;
  return filter === 'unread' ? isUnread(room, roomBeingRead) : callsReader(room, roomBeingRead);
}

function sortByActivity(rooms: RoomView[], { activityOf }: Options): void {
  const activity = new Map(rooms.map((room) => [room, activityOf(room)]));
  rooms.sort((one, other) => {
    const [first = '', second = ''] = [activity.get(one), activity.get(other)];
    // Plain comparison: these are times of one form, and there may be thousands.
    return first === second ? 0 : first < second ? 1 : -1;
  });
}

function vanishes(name: SectionName): boolean {
  return name === 'favourites' || name === 'hidden';
}

/** What a section that is closed still shows: what waits, and what is open. */
export function stillShown(
  { name, rooms }: Section,
  { openRoomId, roomBeingRead }: Pick<Options, 'openRoomId' | 'roomBeingRead'>,
): RoomView[] {
  if (name === 'hidden') return [];
  return rooms.filter((room) => room.id === openRoomId || isUnread(room, roomBeingRead));
}
