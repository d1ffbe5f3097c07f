import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeServer } from '../../../testing/fake-server';
import { renderSignedIn } from '../../../testing/render';
import { RoomRoute } from './room-route';

const rooms = '/api/v1/rooms';
const somewhere = '0190a0a0-0000-7000-8000-000000000001';
const another = '0190a0a0-0000-7000-8000-000000000002';
let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function show(path = '/rooms/elsewhere') {
  return renderSignedIn(
    <Routes>
      <Route path="/rooms/:roomId" element={<RoomRoute />} />
    </Routes>,
    { path },
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

  it('lets one ask for access, and says the same whether there is such a room', async () => {
    server.on(`GET ${rooms}`, { items: [], nextCursor: null });
    server.on(`PUT /api/v1/access-requests/${somewhere}`, () => ({ status: 204 }));
    const { user } = show(`/rooms/${somewhere}`);
    await screen.findByRole('heading', { level: 1, name: 'You are not in this room' });
    await user.click(screen.getByRole('button', { name: 'Request access' }));
    await screen.findByRole('heading', { level: 1, name: 'Your request is sent' });
    expect(screen.getByText(/If there is such a room/)).toBeTruthy();
  });

  it('says why asking was refused', async () => {
    server.on(`GET ${rooms}`, { items: [], nextCursor: null });
    server.refuse(`PUT /api/v1/access-requests/${another}`, 'TOO_MANY_ACCESS_REQUESTS');
    const { user } = show(`/rooms/${another}`);
    await user.click(await screen.findByRole('button', { name: 'Request access' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/Too many requests for access/);
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
