import type { RoomId, RoomView } from '@carillon/contracts';
import { beforeEach, describe, expect, it } from 'vitest';
import { aRoom } from '../../../testing/factories';
import { neighbourOf } from './neighbour';

const named = (name: string, change: Parameters<typeof aRoom>[0] = {}): RoomView =>
  aRoom({ id: name as RoomId, name, ...change });
const rooms = [
  named('Alerts'),
  named('Ben', { kind: 'direct', me: { unreadCount: 1 } }),
  named('Deploys', { me: { unreadCount: 2 } }),
  named('Hidden', { me: { isHidden: true, unreadCount: 9 } }),
  named('Office', { me: { isFavourite: true } }),
];

beforeEach(() => {
  localStorage.setItem('carillon.roomOrder', 'name');
});

const from = (openRoomId: string | null, step: 1 | -1, isUnreadOnly = false) =>
  neighbourOf(rooms, { openRoomId, step, isUnreadOnly })?.name;

describe('the neighbour of a room', () => {
  it('is the next one as the sidebar has them, round at the ends, hidden ones left out', () => {
    expect([from('Office', 1), from('Alerts', 1), from('Deploys', 1), from('Ben', 1)]).toEqual([
      'Alerts',
      'Deploys',
      'Ben',
      'Office',
    ]);
    expect(from('Office', -1)).toBe('Ben');
  });

  it('is the first or the last where none is open', () => {
    expect([from(null, 1), from(null, -1)]).toEqual(['Office', 'Ben']);
  });

  it('that is unread may be far away', () => {
    expect([from('Office', 1, true), from('Office', -1, true)]).toEqual(['Deploys', 'Ben']);
    expect(from('Deploys', 1, true)).toBe('Ben');
  });

  it('is nobody where there is no other', () => {
    expect(
      neighbourOf([named('Alerts')], { openRoomId: 'Alerts', step: 1, isUnreadOnly: false }),
    ).toBeUndefined();
    expect(neighbourOf([], { openRoomId: null, step: 1, isUnreadOnly: true })).toBeUndefined();
  });
});
