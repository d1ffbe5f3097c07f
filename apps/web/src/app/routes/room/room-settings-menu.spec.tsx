import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { aRoom } from '../../../testing/factories';
import { renderSignedIn } from '../../../testing/render';
import { RoomSettingsMenu } from './room-settings-menu';

async function itemsFor(change: Parameters<typeof aRoom>[0]): Promise<(string | null)[]> {
  const { user } = renderSignedIn(
    <RoomSettingsMenu room={aRoom(change)} onChoose={vi.fn()} onAsk={vi.fn()} />,
  );
  await user.click(screen.getByRole('button', { name: 'Room settings' }));
  return (await screen.findAllByRole('menuitem')).map((item) => item.textContent);
}

const asMember = { role: 'member' } as const;
const everybodys = ['Add to favourites', 'Notifications', 'Copy link', 'Hide room', 'Leave room'];

describe('the gear', () => {
  it('offers an administrator everything', async () => {
    expect(await itemsFor({})).toEqual(['Manage webhooks', 'Edit members', 'Edit room', ...everybodys]);
  });

  it('offers a member what is theirs to decide', async () => {
    expect(await itemsFor({ me: asMember })).toEqual(everybodys);
  });

  it('offers a member to add people where the room lets everyone', async () => {
    expect(await itemsFor({ me: asMember, invitePolicy: 'everyone' })).toEqual([
      'Invite people',
      ...everybodys,
    ]);
  });

  it('offers to take back what was chosen, and to mark as read what is unread', async () => {
    const me = { ...asMember, isFavourite: true, isHidden: true, unreadCount: 2 };
    expect(await itemsFor({ me })).toEqual([
      'Mark as read',
      'Remove from favourites',
      'Notifications',
      'Copy link',
      'Bring back',
      'Leave room',
    ]);
  });

  it('offers nothing in a conversation between two that takes an administrator, nor to leave', async () => {
    expect(await itemsFor({ kind: 'direct', me: asMember })).toEqual([
      'Add to favourites',
      'Notifications',
      'Copy link',
      'Hide conversation',
    ]);
  });

  it('offers to add people to a group conversation, and to leave it', async () => {
    expect(await itemsFor({ kind: 'group', me: asMember, invitePolicy: 'everyone' })).toEqual([
      'Add to favourites',
      'Notifications',
      'Copy link',
      'Add people',
      'Hide conversation',
      'Leave conversation',
    ]);
  });
});
