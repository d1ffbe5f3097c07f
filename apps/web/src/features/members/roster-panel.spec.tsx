import type { UserId, WebhookId } from '@carillon/contracts';
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aMember } from '../../testing/factories';
import { renderSignedIn } from '../../testing/render';
import { RosterPanel } from './roster-panel';

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

  it('leaves out a section that would be empty', () => {
    renderSignedIn(<RosterPanel members={members.slice(0, 2)} webhooks={[]} />);
    expect(screen.queryByRole('list', { name: 'Webhooks' })).toBeNull();
    expect(screen.queryByRole('list', { name: 'Not present' })).toBeNull();
  });
});
