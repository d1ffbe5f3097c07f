import type { MessageView, RoomId, RoomView, RosterChange, UserId } from '@carillon/contracts';
import { describe, expect, it } from 'vitest';
import { aMember, aMessage, aRoom } from '../../testing/factories';
import { withMessage, withReadMarker, withRosterChange, withSettings } from './room-events';

const reader = 'reader' as UserId; // Ids are strings at run time; the brand is for the compiler.
const room: RoomView = aRoom({
  lastSeq: 7,
  me: { role: 'member', lastReadSeq: 7, unreadCount: 0, unreadMentionCount: 0 },
});

function mentioning(mentions: Partial<MessageView['mentions']>): MessageView {
  return aMessage({ seq: 8, mentions: { members: [], all: false, present: null, ...mentions } });
}

describe('a message in a room', () => {
  it('raises the unread count by 1', () => {
    const after = withMessage(room, aMessage({ seq: 8 }), reader);
    expect(after).toMatchObject({
      lastSeq: 8,
      me: { unreadCount: 1, unreadMentionCount: 0, lastReadSeq: 7 },
    });
  });

  it.each([
    ['the reader by name', { members: [{ handle: 'reader', userId: reader }] }],
    ['all', { all: true }],
    ['the reader among those present', { present: [reader] }],
  ])('that mentions %s raises the mention count too', (_whom, mentions) => {
    expect(withMessage(room, mentioning(mentions), reader).me).toMatchObject({
      unreadCount: 1,
      unreadMentionCount: 1,
    });
  });

  it('that mentions others only leaves the mention count', () => {
    expect(withMessage(room, mentioning({ present: [] }), reader).me.unreadMentionCount).toBe(0);
  });

  it('that mentions the reader brings a hidden room back; one that does not leaves it hidden', () => {
    const hidden = { ...room, me: { ...room.me, isHidden: true } };
    expect(withMessage(hidden, aMessage({ seq: 8 }), reader).me.isHidden).toBe(true);
    expect(withMessage(hidden, mentioning({ all: true }), reader).me.isHidden).toBe(false);
  });

  it('that comes twice counts once', () => {
    const message = aMessage({ seq: 8 });
    expect(withMessage(withMessage(room, message, reader), message, reader).me.unreadCount).toBe(1);
  });

  it('of the reader marks everything above as read', () => {
    const unread: RoomView = {
      ...room,
      me: { ...room.me, lastReadSeq: 5, unreadCount: 2, unreadMentionCount: 1 },
    };
    const mine = aMessage({
      seq: 8,
      author: { kind: 'member', userId: reader, displayName: 'R', alias: 'r' },
    });
    expect(withMessage(unread, mine, reader).me).toMatchObject({
      lastReadSeq: 8,
      unreadCount: 0,
      unreadMentionCount: 0,
    });
  });
});

describe('a read marker', () => {
  const marker = {
    roomId: 'room' as RoomId,
    lastReadSeq: 7,
    readRound: 0,
    unreadCount: 0,
    unreadMentionCount: 0,
  };

  it('of another device lowers the count', () => {
    const unread: RoomView = { ...room, me: { ...room.me, lastReadSeq: 4, unreadCount: 3 } };
    expect(withReadMarker(unread, marker).me).toMatchObject({ lastReadSeq: 7, unreadCount: 0 });
  });

  it('of 3 changes nothing where 7 is known', () => {
    expect(withReadMarker(room, { ...marker, lastReadSeq: 3, unreadCount: 4 })).toBe(room);
  });

  it('goes back only in a later round, and an older round changes nothing after that', () => {
    const back = { ...marker, lastReadSeq: 2, readRound: 1, unreadCount: 5, unreadMentionCount: 1 };
    const wentBack = withReadMarker(room, back);
    expect(wentBack.me).toMatchObject({
      lastReadSeq: 2,
      readRound: 1,
      unreadCount: 5,
      unreadMentionCount: 1,
    });
    expect(withReadMarker(wentBack, marker)).toBe(wentBack);
    expect(withReadMarker(wentBack, { ...marker, readRound: 1 }).me.lastReadSeq).toBe(7);
  });

  it('where it stands already tells how many mentions are left', () => {
    const me = { ...room.me, lastReadSeq: 4, unreadCount: 3, unreadMentionCount: 2 };
    const told = { ...marker, lastReadSeq: 4, unreadCount: 3, unreadMentionCount: 1 };
    expect(withReadMarker({ ...room, me }, told).me).toMatchObject({ lastReadSeq: 4, unreadMentionCount: 1 });
    // It was counted before a message that is here already.
    const older = { ...told, unreadCount: 2 };
    expect(withReadMarker({ ...room, me }, older).me.unreadMentionCount).toBe(2);
  });

  it('leaves unread what came after the server counted', () => {
    const unread: RoomView = {
      ...room,
      lastSeq: 9,
      me: { ...room.me, lastReadSeq: 4, unreadCount: 5, unreadMentionCount: 3 },
    };
    expect(withReadMarker(unread, marker).me).toMatchObject({ unreadCount: 2, unreadMentionCount: 2 });
  });
});

describe('a change of the roster', () => {
  it('of my role changes what I may do; of another role nothing', () => {
    const promoted = { kind: 'role-changed', userId: reader, role: 'administrator' } as const;
    expect(withRosterChange(room, promoted, reader).me.role).toBe('administrator');
    expect(withRosterChange(room, { ...promoted, userId: 'other' as UserId }, reader)).toBe(room);
  });

  it('carries the number of members', () => {
    const removed = { kind: 'member-removed', userId: 'other' as UserId, memberCount: 41 } as const;
    expect(withRosterChange(room, removed, reader).memberCount).toBe(41);
  });
});

describe('how the reader keeps a room', () => {
  it('is taken over, and nothing else of their part in it', () => {
    const settings = {
      isFavourite: true,
      isHidden: true,
      notificationLevel: { desktop: 'all', phone: 'none' },
    } as const;
    expect(withSettings(room, settings)).toEqual({ ...room, me: { ...room.me, ...settings } });
  });
});

describe('a conversation', () => {
  const ben = { userId: 'ben' as UserId, displayName: 'Ben', alias: 'ben', isDeactivated: false };
  const direct = aRoom({ kind: 'direct', name: 'Ben', people: [ben], me: { isHidden: true } });
  const group = aRoom({ kind: 'group', name: 'Ben', people: [ben] });
  const cleo = aMember({ userId: 'cleo' as UserId, displayName: 'Cleo', alias: 'cleo' });
  const cleoCame: RosterChange = { kind: 'member-added', member: cleo, memberCount: 3 };

  it('that is hidden comes back by any message of somebody else', () => {
    expect(withMessage(direct, aMessage({ seq: 1 }), reader).me.isHidden).toBe(false);
  });

  it('is called by whoever is in it beside the reader, as they come, go and change their names', () => {
    const three = withRosterChange(group, cleoCame, reader);
    expect([three.name, three.memberCount]).toEqual(['Ben, Cleo', 3]);
    expect(withRosterChange(three, cleoCame, reader).name).toBe('Ben, Cleo');
    const renamed = withRosterChange(
      three,
      { kind: 'profile-changed', userId: ben.userId, displayName: 'Benjamin', alias: 'ben' },
      reader,
    );
    expect(renamed.name).toBe('Benjamin, Cleo');
    const gone: RosterChange = { kind: 'member-removed', userId: ben.userId, memberCount: 2 };
    expect(withRosterChange(renamed, gone, reader).name).toBe('Cleo');
  });

  it('between two keeps its name while the other one is deactivated', () => {
    const gone: RosterChange = { kind: 'member-removed', userId: ben.userId, memberCount: 1 };
    const alone = withRosterChange(direct, gone, reader);
    expect([alone.name, alone.people]).toEqual(['Ben', [{ ...ben, isDeactivated: true }]]);
    const back: RosterChange = { kind: 'member-added', member: aMember({ ...ben }), memberCount: 2 };
    expect(withRosterChange(alone, back, reader).people).toEqual([ben]);
  });

  it('is no room: the roster of a room changes its count, not its name', () => {
    expect(withRosterChange(room, cleoCame, reader)).toEqual({ ...room, memberCount: 3 });
  });
});
