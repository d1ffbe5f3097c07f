import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeServer } from '../../../testing/fake-server';
import { renderSignedIn } from '../../../testing/render';
import { RoomRoute } from './room-route';

const rooms = '/api/v1/rooms';
let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function show() {
  return renderSignedIn(
    <Routes>
      <Route path="/rooms/:roomId" element={<RoomRoute />} />
    </Routes>,
    { path: '/rooms/elsewhere' },
  );
}

describe('the address of a room', () => {
  it('that is not one of mine says so and leads back', async () => {
    server.on(`GET ${rooms}`, { items: [], nextCursor: null });
    show();
    await screen.findByRole('heading', {
      level: 1,
      name: 'There is no such room, or you are not a member of it.',
    });
    expect(screen.getByRole('link', { name: 'Back to rooms' }).getAttribute('href')).toBe('/');
  });

  it('says that the server is unavailable, and tries again', async () => {
    server.refuse(`GET ${rooms}`, 'SERVICE_UNAVAILABLE');
    const { user } = show();
    await screen.findByText(/unavailable/);
    server.on(`GET ${rooms}`, { items: [], nextCursor: null });
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/There is no such room/)).toBeTruthy();
  });
});
