import { expect, it } from 'vitest';
import { aRoom } from '../../testing/factories';
import { openingPlace } from './opening';

const room = (lastReadSeq: number, unreadCount: number) =>
  aRoom({ lastSeq: 9000, me: { role: 'member', lastReadSeq, unreadCount, unreadMentionCount: 0 } });

it('opens a room at the message of the address, else at the first unread one, else at the latest', () => {
  expect(openingPlace(room(100, 8900), '#message-40')).toBe(40);
  expect(openingPlace(room(100, 8900), '')).toBe(101);
  expect(openingPlace(room(9000, 0), '')).toBe('latest');
});

it('takes no notice of an address whose message is not there yet', () => {
  expect(openingPlace(room(9000, 0), '#message-9001')).toBe('latest');
});
