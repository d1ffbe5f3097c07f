import type { RoomId, RoomView } from '@carillon/contracts';
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aRoom } from '../../testing/factories';
import { renderSignedIn } from '../../testing/render';
import { RoomList } from './room-list';

function named(name: string, me: Partial<RoomView['me']> = {}): RoomView {
  const room = aRoom({ id: name as RoomId, name });
  return { ...room, me: { ...room.me, ...me } };
}

const unread = named('Alerts', { unreadCount: 3, unreadMentionCount: 1 });

describe('the list of rooms', () => {
  it('says how many messages and mentions are unread', () => {
    renderSignedIn(<RoomList rooms={[unread, named('Office')]} roomBeingRead={null} />);
    expect(screen.getByRole('link', { name: /Alerts.*1 unread mentions.*3 unread messages/ })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Office' }).getAttribute('href')).toBe('/rooms/Office');
  });

  it('calls nothing unread in the room that is being read', () => {
    renderSignedIn(<RoomList rooms={[unread]} roomBeingRead={unread.id} />);
    expect(screen.getByRole('link', { name: 'Alerts' })).toBeTruthy();
  });

  it('shows at most 99+', () => {
    renderSignedIn(<RoomList rooms={[named('Alerts', { unreadCount: 100 })]} roomBeingRead={null} />);
    expect(screen.getByText('99+')).toBeTruthy();
  });

  it('has a filter from 8 rooms on', async () => {
    const rooms = Array.from({ length: 8 }, (_, index) => named(`Room ${String(index)}`));
    const { user } = renderSignedIn(<RoomList rooms={rooms} roomBeingRead={null} />);
    await user.type(screen.getByRole('searchbox', { name: 'Filter rooms' }), 'ROOM 5');
    expect(screen.getAllByRole('link').map((link) => link.textContent)).toEqual(['Room 5']);
    await user.type(screen.getByRole('searchbox'), 'x');
    expect(screen.getByText(/No room has “ROOM 5x”/)).toBeTruthy();
  });

  it('has none with 7', () => {
    const rooms = Array.from({ length: 7 }, (_, index) => named(`Room ${String(index)}`));
    renderSignedIn(<RoomList rooms={rooms} roomBeingRead={null} />);
    expect(screen.queryByRole('searchbox')).toBeNull();
  });
});
