import type { UserId, WebhookId } from '@carillon/contracts';
import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aMember } from '../../testing/factories';
import { renderSignedIn } from '../../testing/render';
import { RosterPanel } from './roster-panel';

beforeEach(() => {
  // jsdom does not lay out, so nothing comes into view by itself.
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe = () => undefined;
      disconnect = () => undefined;
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const members = [
  aMember({ userId: 'ana' as UserId, displayName: 'Ana', isPresent: true, role: 'administrator' }),
  aMember({ userId: 'bob' as UserId, displayName: 'Bob', isPresent: true }),
  aMember({ userId: 'carl' as UserId, displayName: 'Carl' }),
];

describe('the roster', () => {
  it('lists who is present, who is not, and the webhooks, with their numbers', () => {
    renderSignedIn(
      <RosterPanel members={members} webhooks={[{ id: 'hook' as WebhookId, name: 'Deploys' }]} />,
    );
    expect(screen.getAllByRole('heading').map((heading) => heading.textContent)).toEqual([
      'Present 2',
      'Not present 1',
      'Webhooks 1',
    ]);
    expect(within(screen.getByRole('list', { name: 'Not present' })).getByText('Carl')).toBeTruthy();
    expect(within(screen.getByRole('list', { name: 'Webhooks' })).getByText('Deploys')).toBeTruthy();
  });

  it('marks administrators, and nobody else', () => {
    renderSignedIn(<RosterPanel members={members} webhooks={[]} />);
    const crowns = screen.getAllByRole('img', { name: 'administrator' });
    expect(crowns.map((crown) => crown.closest('li')?.textContent)).toEqual([expect.stringContaining('Ana')]);
  });

  it('draws 100 of 250 rows, counts them all, and finds whoever is looked for', async () => {
    const crowd = Array.from({ length: 250 }, (_, index) =>
      aMember({ userId: `m${String(index)}` as UserId, displayName: `Person ${String(index)}` }),
    );
    const { user } = renderSignedIn(<RosterPanel members={crowd} webhooks={[]} />);
    expect(screen.getByRole('heading').textContent).toBe('Not present 250');
    const rows = () => within(screen.getByRole('list')).getAllByTitle(/Person/);
    expect(rows()).toHaveLength(100);
    await user.click(screen.getByRole('button', { name: '150 more' }));
    expect(rows()).toHaveLength(200);
    await user.type(screen.getByRole('searchbox', { name: 'Find in the roster' }), 'person 249');
    expect(rows()).toHaveLength(1);
    await user.type(screen.getByRole('searchbox'), 'x');
    expect(screen.getByText(/Nobody here has “person 249x”/)).toBeTruthy();
  });

  it('leaves out a section that would be empty', () => {
    renderSignedIn(<RosterPanel members={members.slice(0, 2)} webhooks={[]} />);
    expect(screen.queryByRole('list', { name: 'Webhooks' })).toBeNull();
    expect(screen.queryByRole('list', { name: 'Not present' })).toBeNull();
  });
});
