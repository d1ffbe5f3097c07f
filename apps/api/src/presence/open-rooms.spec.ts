import type { RoomId, UserId } from '@carillon/contracts';
import { describe, expect, it } from 'vitest';
import { OpenRooms } from './open-rooms.js';

// Any texts will do; they are only told apart.
const kitchen = 'kitchen' as RoomId;
const hall = 'hall' as RoomId;
const alice = 'alice' as UserId;

function someRooms() {
  const changes: string[] = [];
  const rooms = new OpenRooms((roomId, userId, isPresent) => {
    changes.push(`${userId} ${isPresent ? 'in' : 'out of'} ${roomId}`);
  });
  const open = (device: string, roomId = kitchen) => {
    rooms.open({ roomId, userId: alice, device });
  };
  return { rooms, changes, open };
}

describe('open rooms', () => {
  it('tell of a person once, from the first device to the last', () => {
    const { rooms, changes, open } = someRooms();
    open('laptop');
    open('phone');
    rooms.close(kitchen, 'laptop');
    expect(rooms.has(kitchen, alice)).toBe(true);
    rooms.close(kitchen, 'phone');
    expect(changes).toEqual(['alice in kitchen', 'alice out of kitchen']);
    expect(rooms.peopleIn(kitchen)).toEqual([]);
  });

  it('do not mind what is opened or closed twice', () => {
    const { rooms, changes, open } = someRooms();
    open('laptop');
    open('laptop');
    expect([rooms.close(kitchen, 'laptop'), rooms.close(kitchen, 'laptop'), rooms.close(hall, 'x')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(changes).toHaveLength(2);
  });

  it('lose a device with everything it had open', () => {
    const { rooms, changes, open } = someRooms();
    open('laptop');
    open('laptop', hall);
    open('phone', hall);
    expect(rooms.roomsOf('laptop')).toEqual([kitchen, hall]);
    rooms.closeAll('laptop');
    expect(changes.slice(2)).toEqual(['alice out of kitchen']);
    expect([...rooms.listFor(() => true)]).toEqual([{ roomId: hall, userId: alice, device: 'phone' }]);
  });
});
