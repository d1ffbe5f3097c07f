import type { RoomView, UserId } from '@carillon/contracts';
import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aMember, anAccount, aRoom } from '../../testing/factories';
import { FakeServer } from '../../testing/fake-server';
import { renderSignedIn } from '../../testing/render';
import { EditMembersDialog } from './edit-members-dialog';

const reader = anAccount();
const mary = aMember({ userId: reader.userId, displayName: 'Mary Major', role: 'administrator' });
const john = aMember({ userId: 'john' as UserId, displayName: 'John Stiles' });
const members = '/api/v1/rooms/room/members';
let server: FakeServer;
const invite = vi.fn((email: string) => Promise.resolve({ invited: { displayName: email } }));

beforeEach(() => {
  server = new FakeServer();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function show(me: Partial<RoomView['me']> = {}, people = [john, mary]) {
  const room = aRoom();
  return renderSignedIn(
    <EditMembersDialog
      room={{ ...room, me: { ...room.me, ...me } }}
      members={people}
      readerId={reader.userId}
      isOpen
      onClose={vi.fn()}
      onInvite={invite}
      invited={null}
    />,
  );
}

describe('Edit members', () => {
  it('adds by e-mail and says who was added', async () => {
    server.on(`POST ${members}`, aMember({ displayName: 'Ana' }), 201);
    const { user } = show();
    await user.type(screen.getByLabelText('E-mail of the person to add'), 'ana@example.com{Enter}');
    expect((await screen.findAllByText('Ana was added to Alerts.')).length).toBeGreaterThan(0);
    expect(server.writes()[0]?.body).toEqual({ email: 'ana@example.com' });
  });

  it.each(['USER_NOT_FOUND', 'ALREADY_MEMBER'] as const)('shows %s beside the address', async (code) => {
    server.refuse(`POST ${members}`, code);
    const { user } = show();
    const field = screen.getByLabelText('E-mail of the person to add');
    await user.type(field, 'ana@example.com{Enter}');
    await vi.waitFor(() => {
      expect(field.getAttribute('aria-invalid')).toBe('true');
    });
  });

  it('shows why the last administrator stays one', async () => {
    server.refuse(`PATCH ${members}/reader`, 'LAST_ADMINISTRATOR');
    const { user } = show();
    await user.click(screen.getByRole('button', { name: 'Actions for Mary Major' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Make member' }));
    const row = screen.getByRole('listitem', { name: 'Mary Major' });
    expect((await within(row).findByRole('alert')).textContent).toMatch(/A room needs an administrator/);
  });

  it('removes only after a confirmation', async () => {
    server.on(`DELETE ${members}/john`, () => ({ status: 204 }));
    const { user } = show();
    await user.click(screen.getByRole('button', { name: 'Actions for John Stiles' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Remove from room' }));
    const question = await screen.findByRole('alertdialog', { name: 'Remove John Stiles?' });
    expect(server.writes()).toEqual([]);
    await user.click(within(question).getByRole('button', { name: 'Remove' }));
    expect(server.writes()).toEqual([{ method: 'DELETE', path: `${members}/john`, body: undefined }]);
  });

  it('lets a member without the role invite people, and nothing else', async () => {
    const { user } = show({ role: 'member' });
    expect(screen.getByRole('dialog', { name: 'Invite people' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Actions for/ })).toBeNull();
    await user.type(screen.getByLabelText('E-mail of the person to invite'), 'ana@example.com{Enter}');
    expect(invite).toHaveBeenLastCalledWith('ana@example.com', expect.anything());
    expect(server.writes()).toEqual([]);
  });

  it('finds one of 12 by name, alias or address', async () => {
    const crowd = Array.from({ length: 12 }, (_, index) =>
      aMember({
        userId: `member-${String(index)}` as UserId,
        displayName: `Person ${String(index)}`,
        email: `p${String(index)}@example.com`,
      }),
    );
    const { user } = show({}, crowd);
    await user.type(screen.getByRole('searchbox', { name: 'Filter members' }), 'P7@');
    expect(screen.getAllByRole('listitem').map((item) => item.getAttribute('aria-label'))).toEqual([
      'Person 7',
    ]);
  });
});
