import type { RoomId } from '@carillon/contracts';
import { expect, it } from 'vitest';
import { messageAddress, seqOfHash } from './message-address';

it('an address of a message leads back to its number', () => {
  const address = new URL(messageAddress('room' as RoomId, 12), 'http://localhost');
  expect(address.pathname).toBe('/rooms/room');
  expect(seqOfHash(address.hash)).toBe(12);
});

it.each(['', '#', '#message-', '#message-0', '#message--1', '#message-1e3', '#message-x', '#other-1'])(
  'the hash "%s" means no message',
  (hash) => {
    expect(seqOfHash(hash)).toBeNull();
  },
);
