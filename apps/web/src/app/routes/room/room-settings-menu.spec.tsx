import type { RoomView } from '@carillon/contracts';
import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { aRoom } from '../../../testing/factories';
import { renderSignedIn } from '../../../testing/render';
import { RoomSettingsMenu } from './room-settings-menu';

async function itemsFor(change: Partial<RoomView>): Promise<(string | null)[]> {
  const { user } = renderSignedIn(<RoomSettingsMenu room={aRoom(change)} onChoose={vi.fn()} />);
  await user.click(screen.getByRole('button', { name: 'Room settings' }));
  return (await screen.findAllByRole('menuitem')).map((item) => item.textContent);
}

const asMember = { ...aRoom().me, role: 'member' } as const;

describe('the gear', () => {
  it('offers an administrator everything', async () => {
    expect(await itemsFor({})).toEqual(['Manage webhooks', 'Edit members', 'Edit room', 'Leave room']);
  });

  it('offers a member only to leave', async () => {
    expect(await itemsFor({ me: asMember })).toEqual(['Leave room']);
  });

  it('offers a member to add people where the room lets everyone', async () => {
    expect(await itemsFor({ me: asMember, invitePolicy: 'everyone' })).toEqual(['Add members', 'Leave room']);
  });
});
