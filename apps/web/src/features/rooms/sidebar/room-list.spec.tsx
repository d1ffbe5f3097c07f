import type { RoomId, RoomView, UserId } from '@carillon/contracts';
import { fireEvent, screen, within } from '@testing-library/react';
import { useQuery } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aRoom } from '../../../testing/factories';
import { FakeServer } from '../../../testing/fake-server';
import { renderSignedIn } from '../../../testing/render';
import { roomsQuery } from '../api';
import { RoomList } from './room-list';

type Change = Parameters<typeof aRoom>[0];
const named = (name: string, change: Change = {}): RoomView => aRoom({ id: name as RoomId, name, ...change });
const unread = named('Alerts', { me: { unreadCount: 3, unreadMentionCount: 1 } });
const ben = { userId: 'ben' as UserId, displayName: 'Ben', alias: 'ben', isDeactivated: false };

let server: FakeServer;
const onAsk = vi.fn();
beforeEach(() => {
  localStorage.clear();
  onAsk.mockClear();
  // jsdom has no layout, and nothing that tells of its changes.
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = () => undefined;
      unobserve = () => undefined;
      disconnect = () => undefined;
    },
  );
  server = new FakeServer().on('GET /api/v1/people', { items: [] });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function Listed({ roomBeingRead }: { roomBeingRead: string | null }) {
  const { data: rooms = [] } = useQuery(roomsQuery);
  return (
    <RoomList
      rooms={rooms}
      readerId={'reader' as UserId}
      openRoomId={roomBeingRead}
      roomBeingRead={roomBeingRead}
      onAsk={onAsk}
      newRoom={null}
      newMessage={null}
    />
  );
}

async function show(rooms: RoomView[], roomBeingRead: string | null = null) {
  server.on('GET /api/v1/rooms', { items: rooms, nextCursor: null });
  const page = renderSignedIn(<Listed roomBeingRead={roomBeingRead} />);
  if (rooms.length > 0) await screen.findAllByRole('link');
  return page;
}

const linksIn = (list: string) =>
  within(screen.getByRole('list', { name: list }))
    .queryAllByRole('link')
    .map((link) => link.getAttribute('title'));
const openMenu = async (name: string) => {
  fireEvent.contextMenu(screen.getByRole('link', { name: new RegExp(name) }), { clientX: 9, clientY: 9 });
  return screen.findByRole('menu');
};

describe('the list of rooms', () => {
  it('says how many messages and mentions are unread', async () => {
    await show([unread, named('Office')]);
    expect(screen.getByRole('link', { name: /Alerts.*1 unread mention.*3 unread messages/ })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Office' }).getAttribute('href')).toBe('/rooms/Office');
  });

  it('calls nothing unread in the room that is being read', async () => {
    await show([unread], unread.id);
    expect(screen.getByRole('link', { name: 'Alerts' })).toBeTruthy();
  });

  it('shows at most 99+', async () => {
    await show([named('Alerts', { me: { unreadCount: 100 } })]);
    expect(screen.getByText('99+')).toBeTruthy();
  });

  it('closes a section, remembers that, and still shows what is unread in it', async () => {
    const { user } = await show([unread, named('Office')]);
    await user.click(screen.getByRole('button', { name: 'Rooms' }));
    expect(linksIn('Rooms')).toEqual(['Alerts']);
    expect(localStorage.getItem('carillon.closedSections')).toBe('hidden,rooms');
  });

  it('has hidden rooms in a section that is closed at first', async () => {
    const { user } = await show([named('Office'), named('Attic', { me: { isHidden: true } })]);
    expect(linksIn('Hidden')).toEqual([]);
    await user.click(screen.getByRole('button', { name: /Hidden/ }));
    expect(linksIn('Hidden')).toEqual(['Attic']);
  });

  it('is in the order of activity, or of names where that is chosen', async () => {
    const { user } = await show([
      named('Alerts', { lastMessageAt: '2026-11-24T09:00:00.000Z' }),
      named('Deploys', { lastMessageAt: '2026-11-24T10:00:00.000Z' }),
    ]);
    expect(linksIn('Rooms')).toEqual(['Deploys', 'Alerts']);
    await user.click(screen.getByRole('button', { name: 'What the list shows' }));
    await user.click(await screen.findByRole('menuitemradio', { name: 'By name' }));
    expect(linksIn('Rooms')).toEqual(['Alerts', 'Deploys']);
  });

  it('shows what is unread only, says so, and everything again', async () => {
    const { user } = await show([unread, named('Office')]);
    await user.click(screen.getByRole('button', { name: 'What the list shows' }));
    await user.click(await screen.findByRole('menuitemradio', { name: 'Unread' }));
    expect(linksIn('Rooms')).toEqual(['Alerts']);
    await user.click(screen.getByRole('button', { name: 'Show all rooms' }));
    expect(linksIn('Rooms')).toEqual(['Alerts', 'Office']);
  });

  it('draws a part of 10,000 rooms', async () => {
    await show(Array.from({ length: 10_000 }, (_, index) => named(`Room ${String(index)}`)));
    expect(linksIn('Rooms').length).toBeLessThan(200);
  });
});

describe('finding', () => {
  it('finds rooms at once, and people whom the server knows; who is talked to already is that conversation', async () => {
    const direct = named('Ben', { kind: 'direct', people: [ben] });
    const { user, router } = await show([named('Alerts'), direct]);
    const cleo = { userId: 'cleo', displayName: 'Cleo Benson', alias: 'cleo' };
    server
      .on('GET /api/v1/people', { items: [ben, cleo] })
      .on('POST /api/v1/conversations', named('with-cleo', { kind: 'direct' }));
    await user.type(screen.getByRole('searchbox'), 'ben');
    await user.click(await screen.findByRole('button', { name: /Cleo Benson/ }));
    expect(screen.queryByRole('list', { name: 'People found' })?.textContent ?? '').not.toContain('@ben');
    expect(server.writes()).toEqual([
      { method: 'POST', path: '/api/v1/conversations', body: { userIds: ['cleo'] } },
    ]);
    await vi.waitFor(() => {
      expect(router.state.location.pathname).toBe('/rooms/with-cleo');
    });
    expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('');
  });

  it('says that there is nothing', async () => {
    const { user } = await show([named('Alerts')]);
    await user.type(screen.getByRole('searchbox'), 'xyz');
    expect(await screen.findByText('No room and nobody is called “xyz”.')).toBeTruthy();
  });
});

describe('the menu of a room', () => {
  const settings = (change: object) => ({
    roomId: 'Alerts',
    isFavourite: false,
    isHidden: false,
    notificationLevel: { desktop: 'mentions', phone: 'mentions' },
    ...change,
  });

  it('makes it a favourite at once', async () => {
    const { user } = await show([unread]);
    server.on('PATCH /api/v1/rooms/Alerts/my-settings', settings({ isFavourite: true }));
    await openMenu('Alerts');
    await user.click(screen.getByRole('menuitem', { name: 'Add to favourites' }));
    await vi.waitFor(() => {
      expect(linksIn('Favourites')).toEqual(['Alerts']);
    });
    expect(server.writes()[0]?.body).toEqual({ isFavourite: true });
  });

  it('takes back what the server refuses, and says so', async () => {
    const { user } = await show([unread]);
    server.refuse('PATCH /api/v1/rooms/Alerts/my-settings', 'SERVICE_UNAVAILABLE');
    await openMenu('Alerts');
    await user.click(screen.getByRole('menuitem', { name: 'Hide room' }));
    expect((await screen.findAllByText(/Alerts is kept as it was/)).length).toBeGreaterThan(0);
    expect(linksIn('Rooms')).toEqual(['Alerts']);
  });

  it('marks everything in it as read', async () => {
    const { user } = await show([named('Alerts', { lastSeq: 3, me: { unreadCount: 3 } })]);
    server.on('PUT /api/v1/rooms/Alerts/read-marker', {
      roomId: 'Alerts',
      readRound: 0,
      lastReadSeq: 3,
      unreadCount: 0,
      unreadMentionCount: 0,
    });
    await openMenu('Alerts');
    await user.click(screen.getByRole('menuitem', { name: 'Mark as read' }));
    await screen.findByRole('link', { name: 'Alerts' });
    expect(server.writes()[0]?.body).toMatchObject({ lastReadSeq: 3 });
  });

  it('asks before it leaves, and about notifications', async () => {
    const { user } = await show([unread]);
    await openMenu('Alerts');
    await user.click(screen.getByRole('menuitem', { name: 'Leave room' }));
    expect(onAsk).toHaveBeenCalledWith(expect.objectContaining({ id: 'Alerts' }), 'leave');
  });

  it('opens from the keyboard, beside its line', async () => {
    await show([unread]);
    fireEvent.contextMenu(screen.getByRole('link', { name: /Alerts/ }));
    expect(await screen.findByRole('menuitem', { name: 'Copy link' })).toBeTruthy();
  });
});
