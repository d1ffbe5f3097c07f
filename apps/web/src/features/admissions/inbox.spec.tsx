import type { AccessRequestView, InvitationView, RoomId, UserId } from '@carillon/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aRoom } from '../../testing/factories';
import { FakeServer } from '../../testing/fake-server';
import { renderSignedIn } from '../../testing/render';
import { Inbox } from './inbox';

const accepted = vi.fn();
let server: FakeServer;
beforeEach(() => {
  server = new FakeServer();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

// Ids are plain strings at run time.
const anInvitation = (id: string, change: Partial<InvitationView> = {}): InvitationView => ({
  room: { id: id as RoomId, name: id, memberCount: 3 },
  invitedBy: { userId: 'ana' as UserId, displayName: 'Ana', alias: 'ana' },
  createdAt: '2026-11-24T08:00:00.000Z',
  expiresAt: '2999-01-01T00:00:00.000Z',
  ...change,
});
const aRequest: AccessRequestView = {
  room: { id: 'hall' as RoomId, name: 'Hall' },
  person: { userId: 'bob' as UserId, displayName: 'Bob', alias: 'bob', email: 'bob@example.com' },
  createdAt: '2026-11-24T08:00:00.000Z',
};

function show(invitations: InvitationView[], requests: AccessRequestView[] = []) {
  server.on('GET /api/v1/invitations', { items: invitations, nextCursor: null });
  server.on('GET /api/v1/access-requests', { items: requests, nextCursor: null });
  return renderSignedIn(<Inbox onAccepted={accepted} />);
}

describe('what waits for the reader', () => {
  it('is answered in place, and hands over the room that was accepted', async () => {
    const room = aRoom({ name: 'kitchen' });
    server.on('POST /api/v1/invitations/kitchen/accept', room);
    const { user } = show([anInvitation('kitchen')]);
    const item = await screen.findByRole('listitem', { name: 'Invitation to kitchen' });
    expect(item.textContent).toContain('Ana invites you to kitchen');
    server.on('GET /api/v1/invitations', { items: [], nextCursor: null });
    await user.click(within(item).getByRole('button', { name: 'Accept' }));
    await waitFor(() => {
      expect(accepted).toHaveBeenCalledWith(room);
    });
    await waitFor(() => {
      expect(screen.queryByRole('heading')).toBeNull();
    });
  });

  it('holds requests of access, which are approved or declined', async () => {
    server.on('DELETE /api/v1/rooms/hall/access-requests/bob', () => ({ status: 204 }));
    const { user } = show([], [aRequest]);
    const item = await screen.findByRole('listitem', { name: 'Bob asks to join Hall' });
    await user.click(within(item).getByRole('button', { name: 'Decline' }));
    expect(server.writes()).toEqual([
      { method: 'DELETE', path: '/api/v1/rooms/hall/access-requests/bob', body: undefined },
    ]);
  });

  it('shows three, the number of all, and the rest when asked for; not what has expired', async () => {
    const expired = anInvitation('old', { expiresAt: '2020-01-01T00:00:00.000Z' });
    const { user } = show([...['a', 'b', 'c', 'd'].map((id) => anInvitation(id)), expired]);
    expect((await screen.findByRole('heading')).textContent).toBe('Waiting for you 4');
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
    await user.click(screen.getByRole('button', { name: 'Show 1 more' }));
    expect(screen.getAllByRole('listitem')).toHaveLength(4);
  });
});
