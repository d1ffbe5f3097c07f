import type { RoomId, RoomView } from '@carillon/contracts';
import { describe, expect, it } from 'vitest';
import { aRoom } from '../../../testing/factories';
import { lastActivity, sectionsOf, stillShown } from './sections';

type Change = Parameters<typeof aRoom>[0];

const named = (name: string, change: Change = {}): RoomView => aRoom({ id: name as RoomId, name, ...change });
const at = (hour: number) => `2026-11-24T${String(hour).padStart(2, '0')}:00:00.000Z`;
const everything = {
  order: 'name',
  filter: 'all',
  openRoomId: null,
  roomBeingRead: null,
  activityOf: lastActivity,
} as const;

const rooms = [
  named('Alerts', { lastMessageAt: at(9) }),
  named('Ben', { kind: 'direct', lastMessageAt: at(11), me: { unreadCount: 1 } }),
  named('Deploys', { me: { unreadCount: 2, unreadMentionCount: 1 }, lastMessageAt: at(12) }),
  named('Kitchen', { me: { isHidden: true, unreadCount: 4, unreadMentionCount: 1 } }),
  named('Office', { me: { isFavourite: true, unreadCount: 3 }, lastMessageAt: at(10) }),
];

const shown = (options: object = {}) =>
  sectionsOf(rooms, { ...everything, ...options }).map(
    (section) => `${section.name}: ${section.rooms.map(({ name }) => name).join(' ')}`,
  );

describe('the sections of the sidebar', () => {
  it('are favourites, rooms, conversations and what is hidden', () => {
    expect(shown()).toEqual([
      'favourites: Office',
      'rooms: Alerts Deploys',
      'conversations: Ben',
      'hidden: Kitchen',
    ]);
  });

  it('are in the order of what happened last, where that is wished', () => {
    expect(shown({ order: 'activity' })[1]).toBe('rooms: Deploys Alerts');
  });

  it('keep the order that they are told, whatever happened meanwhile', () => {
    const activityOf = (room: RoomView) => (room.name === 'Alerts' ? at(20) : lastActivity(room));
    expect(shown({ order: 'activity', activityOf })[1]).toBe('rooms: Alerts Deploys');
  });

  it('of unread rooms leave out what is read, hidden, or being read', () => {
    expect(shown({ filter: 'unread' })).toEqual([
      'favourites: Office',
      'rooms: Deploys',
      'conversations: Ben',
    ]);
    expect(shown({ filter: 'unread', roomBeingRead: 'Deploys' })[1]).toBe('rooms: ');
  });

  it('of mentions hold what is said to the reader: mentions, and all of a conversation', () => {
    expect(shown({ filter: 'mentions' })).toEqual(['rooms: Deploys', 'conversations: Ben']);
  });

  it('keep the open room in sight, though it is hidden or filtered away', () => {
    expect(shown({ filter: 'mentions', openRoomId: 'Kitchen' })[0]).toBe('rooms: Deploys Kitchen');
    expect(shown({ filter: 'unread', openRoomId: 'Alerts' })[1]).toBe('rooms: Alerts Deploys');
  });

  it('have no favourites and nothing hidden where there is none, but say that there are no rooms', () => {
    expect(sectionsOf([], everything).map(({ name }) => name)).toEqual(['rooms', 'conversations']);
  });

  it('still show what is unread or open once they are closed, but nothing hidden', () => {
    const sections = sectionsOf(rooms, everything);
    const still = sections.map((section) =>
      stillShown(section, { openRoomId: 'Alerts', roomBeingRead: null }).map(({ name }) => name),
    );
    expect(still).toEqual([['Office'], ['Alerts', 'Deploys'], ['Ben'], []]);
  });
});
