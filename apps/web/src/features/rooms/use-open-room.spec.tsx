import type { RoomId } from '@carillon/contracts';
import { act, waitFor } from '@testing-library/react';
import { useLocation } from 'react-router';
import { describe, expect, it } from 'vitest';
import { renderSignedIn } from '../../testing/render';
import { useOpenRoom } from './use-open-room';

const first = { roomId: 'first' as RoomId };
const second = { roomId: 'second' as RoomId };

function Open({ roomId }: { roomId: RoomId }) {
  useOpenRoom(roomId);
  return null;
}

describe('an open room', () => {
  it('is told to the server at once, and again after a reconnect', () => {
    const { realtime } = renderSignedIn(<Open roomId={first.roomId} />);
    expect(realtime.requests).toEqual([{ name: 'room:open', payload: first }]);
    act(() => {
      realtime.become('reconnecting');
      realtime.become('connected');
    });
    expect(realtime.requests).toHaveLength(2);
    expect(realtime.requests[1]).toEqual({ name: 'room:open', payload: first });
  });

  it('is closed before another one opens', async () => {
    const { realtime, router } = renderSignedIn(<OpenByAddress />, { path: '/first' });
    await act(() => router.navigate('/second'));
    await waitFor(() => {
      expect(realtime.requests).toEqual([
        { name: 'room:open', payload: first },
        { name: 'room:close', payload: first },
        { name: 'room:open', payload: second },
      ]);
    });
  });
});

function OpenByAddress() {
  const roomId = useLocation().pathname.slice(1) as RoomId; // A test's ids are plain strings.
  return <Open roomId={roomId} />;
}
