import type { RoomId } from '@carillon/contracts';
import { act, screen } from '@testing-library/react';
import { useQuery } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aMessage, anAccount, aRoom } from '../../testing/factories';
import { FakeServer } from '../../testing/fake-server';
import { renderSignedIn } from '../../testing/render';
import { roomsQuery } from './api';
import { useRoomsLive } from './live';

const rooms = '/api/v1/rooms';
let server: FakeServer;

beforeEach(() => {
  server = new FakeServer().on(`GET ${rooms}`, { items: [aRoom()], nextCursor: null });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** Every room with its unread count, as the cache has them. */
function Rooms() {
  useRoomsLive(anAccount().userId);
  const { data = [] } = useQuery(roomsQuery);
  return (
    <ul>
      {data.map((room) => (
        <li key={room.id}>{`${room.name} ${String(room.me.unreadCount)}`}</li>
      ))}
    </ul>
  );
}

async function show() {
  const page = renderSignedIn(<Rooms />);
  await screen.findByText('Alerts 0');
  return page;
}

describe('the rooms, live', () => {
  it('count a message that arrives', async () => {
    const { realtime } = await show();
    act(() => {
      realtime.tell('message:created', aMessage({ seq: 1 }));
    });
    expect(await screen.findByText('Alerts 1')).toBeTruthy();
  });

  it('take in a room that the reader was added to, at its place', async () => {
    const { realtime } = await show();
    act(() => {
      realtime.tell('room:joined', aRoom({ id: 'new' as RoomId, name: 'A new room' }));
    });
    await screen.findByText('A new room 0');
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'A new room 0',
      'Alerts 0',
    ]);
  });

  it('lose a room that was deleted, and say so', async () => {
    const { realtime } = await show();
    act(() => {
      realtime.tell('room:left', { roomId: aRoom().id, reason: 'deleted' });
    });
    expect((await screen.findAllByText('Alerts was deleted.')).length).toBeGreaterThan(0);
    expect(screen.queryByText('Alerts 0')).toBeNull();
  });

  it('are read again when the connection is back', async () => {
    const { realtime } = await show();
    server.on(`GET ${rooms}`, { items: [aRoom({ name: 'Renamed meanwhile' })], nextCursor: null });
    act(() => {
      realtime.become('reconnecting');
      realtime.become('connected');
    });
    expect(await screen.findByText('Renamed meanwhile 0')).toBeTruthy();
  });

  it('follow what was read on another device', async () => {
    const { realtime } = await show();
    act(() => {
      realtime.tell('message:created', aMessage({ seq: 1 }));
    });
    await screen.findByText('Alerts 1');
    act(() => {
      realtime.tell('room:read', {
        roomId: aRoom().id,
        lastReadSeq: 1,
        readRound: 0,
        unreadCount: 0,
        unreadMentionCount: 0,
      });
    });
    expect(await screen.findByText('Alerts 0')).toBeTruthy();
  });
});
