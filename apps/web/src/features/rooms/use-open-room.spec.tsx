import { ApiError, ConnectionError } from '@carillon/client';
import type { RoomId } from '@carillon/contracts';
import { act, waitFor } from '@testing-library/react';
import { useLocation } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FakeRealtime } from '../../testing/fake-realtime';
import { renderSignedIn } from '../../testing/render';
import { useOpenRoom } from './use-open-room';

const first = { roomId: 'first' as RoomId };
const second = { roomId: 'second' as RoomId };

function Open({ roomId }: { roomId: RoomId }) {
  useOpenRoom(roomId);
  return null;
}

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('an open room', () => {
  it('is told to the server at once, and again after a reconnect', () => {
    const { realtime } = renderSignedIn(<Open roomId={first.roomId} />);
    expect(realtime.requests).toEqual([{ name: 'room:open', payload: first }]);
    reconnect(realtime);
    expect(realtime.requests).toHaveLength(2);
    expect(realtime.requests[1]).toEqual({ name: 'room:open', payload: first });
  });

  it('is told again when the server could not take it', async () => {
    vi.useFakeTimers();
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const { realtime } = renderSignedIn(<Open roomId={first.roomId} />);
    realtime.refuseNext(ApiError.of('SERVICE_UNAVAILABLE'));
    realtime.refuseNext(new ConnectionError());
    reconnect(realtime);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(realtime.requests).toEqual(Array(4).fill({ name: 'room:open', payload: first }));
    expect(warn).toHaveBeenCalledTimes(2);
  });

  it('is not told again when it may not be opened', async () => {
    vi.useFakeTimers();
    vi.spyOn(console, 'warn').mockReturnValue();
    const { realtime } = renderSignedIn(<Open roomId={first.roomId} />);
    realtime.refuseNext(ApiError.of('ROOM_NOT_FOUND'));
    reconnect(realtime);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(realtime.requests).toHaveLength(2);
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

function reconnect(realtime: FakeRealtime): void {
  act(() => {
    realtime.become('reconnecting');
    realtime.become('connected');
  });
}

function OpenByAddress() {
  const roomId = useLocation().pathname.slice(1) as RoomId; // A test's ids are plain strings.
  return <Open roomId={roomId} />;
}
