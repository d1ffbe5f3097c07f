import type { RoomView } from '@carillon/contracts';
import { act, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aRoom } from '../../../testing/factories';
import { FakeServer } from '../../../testing/fake-server';
import { renderSignedIn } from '../../../testing/render';
import { RoomDialogs, type RoomDialog } from './room-dialogs';

beforeEach(() => {
  new FakeServer()
    .on('GET /api/v1/rooms/room/webhooks', { items: [], nextCursor: null })
    .on('GET /api/v1/rooms/room/invitations', { items: [], nextCursor: null })
    .on('GET /api/v1/rooms/room/webhook-activity', { items: [], nextCursor: null });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const as = (role: RoomView['me']['role'], change: Partial<RoomView> = {}) =>
  aRoom({ ...change, me: { ...aRoom().me, role } });

/** A room page whose reader's role changes while a dialog is open. */
function open(dialog: RoomDialog) {
  let change: (room: RoomView) => void = () => undefined;
  function Host() {
    const [room, setRoom] = useState(as('administrator'));
    const [shown, setShown] = useState(dialog);
    change = setRoom;
    return (
      <RoomDialogs
        room={room}
        members={[]}
        open={shown}
        onClose={() => {
          setShown('none');
        }}
      />
    );
  }
  renderSignedIn(<Host />);
  return (room: RoomView) => {
    act(() => {
      change(room);
    });
  };
}

describe('who is no longer an administrator', () => {
  it.each(['webhooks', 'new-webhook', 'members', 'room'] as const)(
    'loses the dialog "%s", is told why, and does not get it back by another change',
    async (dialog) => {
      const become = open(dialog);
      await screen.findByRole('dialog');
      become(as('member'));
      expect(await screen.findByText('You are no longer an administrator of Alerts.')).toBeTruthy();
      await waitFor(() => {
        expect(screen.queryByRole('dialog', { name: /webhooks|members|room|people/ })).toBeNull();
      });
      become(as('administrator'));
      expect(screen.queryByRole('dialog', { name: /webhooks|members|room|people/ })).toBeNull();
    },
  );

  it('keeps the dialog that lets them add members, where everyone may', async () => {
    const become = open('members');
    await screen.findByRole('dialog', { name: 'Edit members' });
    become(as('member', { invitePolicy: 'everyone' }));
    expect(await screen.findByRole('dialog', { name: 'Invite people' })).toBeTruthy();
  });
});
