import type { PersonView, UserId } from '@carillon/contracts';
import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anAccount } from '../../testing/factories';
import { FakeServer } from '../../testing/fake-server';
import { renderSignedIn } from '../../testing/render';
import { PeopleDialog } from './people-dialog';

const since = '2026-11-24T08:00:00.000Z';
// An id is a plain string at run time.
const owner: PersonView = { ...anAccount({ isOwner: true }), createdAt: since, deactivatedAt: null };
const john: PersonView = {
  ...anAccount({ userId: 'john' as UserId, displayName: 'John Stiles', alias: 'john' }),
  createdAt: since,
  deactivatedAt: null,
};
let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const show = () => renderSignedIn(<PeopleDialog isOpen onClose={vi.fn()} />, { account: owner });

describe('People', () => {
  it('deactivates after a question, and reactivates without one', async () => {
    server.on('GET /api/v1/users', { items: [owner, john], nextCursor: null });
    server.on('PATCH /api/v1/users/john', ({ body }) => ({
      status: 200,
      body: { ...john, deactivatedAt: (body as { isDeactivated: boolean }).isDeactivated ? since : null },
    }));
    const { user } = show();
    const row = await screen.findByRole('listitem', { name: 'John Stiles' });
    await user.click(within(row).getByRole('button', { name: 'Deactivate John Stiles' }));
    expect(server.writes()).toEqual([]);
    const question = await screen.findByRole('alertdialog');
    await user.click(within(question).getByRole('button', { name: 'Deactivate' }));
    await user.click(
      await within(row).findByRole('button', { name: 'Reactivate John Stiles', hidden: true }),
    );
    await within(row).findByRole('button', { name: 'Deactivate John Stiles', hidden: true });
    expect(server.writes().map(({ body }) => body)).toEqual([
      { isDeactivated: true },
      { isDeactivated: false },
    ]);
  });

  it('offers the owner nothing to do to themself', async () => {
    server.on('GET /api/v1/users', { items: [owner], nextCursor: null });
    show();
    const row = await screen.findByRole('listitem', { name: owner.displayName });
    expect(within(row).queryByRole('button')).toBeNull();
    expect(within(row).getByText('Owner')).toBeTruthy();
  });

  it('shows a second page when asked', async () => {
    const pages = [
      { items: [owner], nextCursor: 'reader' },
      { items: [john], nextCursor: null },
    ];
    server.on('GET /api/v1/users', () => ({ status: 200, body: pages.shift() }));
    const { user } = show();
    await user.click(await screen.findByRole('button', { name: 'Show more' }));
    expect(await screen.findByRole('listitem', { name: 'John Stiles' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });
});
