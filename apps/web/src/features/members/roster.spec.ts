import type { UserId, WebhookId } from '@carillon/contracts';
import { describe, expect, it } from 'vitest';
import { aMember } from '../../testing/factories';
import { sortMembers, withAvailability, withRosterChange } from './roster';

const ana = aMember({ userId: 'ana' as UserId, displayName: 'Ana' });
const bob = aMember({ userId: 'bob' as UserId, displayName: 'bob' });
const zoe = aMember({ userId: 'zoe' as UserId, displayName: 'Zoë', isPresent: true });
const roster = [ana, bob, zoe];

describe('the roster', () => {
  it('is sorted by name, whatever the case', () => {
    expect(sortMembers([zoe, bob, ana])).toEqual(roster);
  });

  it('takes a new member in at their place, once', () => {
    const carl = aMember({ userId: 'carl' as UserId, displayName: 'Carl' });
    const added = { kind: 'member-added', member: carl, memberCount: 4 } as const;
    const after = withRosterChange(withRosterChange(roster, added), added);
    expect(after.map(({ displayName }) => displayName)).toEqual(['Ana', 'bob', 'Carl', 'Zoë']);
  });

  it('lets a member go', () => {
    const removed = { kind: 'member-removed', userId: bob.userId, memberCount: 2 } as const;
    expect(withRosterChange(roster, removed)).toEqual([ana, zoe]);
  });

  it('follows role, presence and name of one member and leaves the others', () => {
    const { userId } = bob;
    expect(withRosterChange(roster, { kind: 'role-changed', userId, role: 'administrator' })[1]?.role).toBe(
      'administrator',
    );
    expect(withRosterChange(roster, { kind: 'presence-changed', userId, isPresent: true })).toEqual([
      ana,
      { ...bob, isPresent: true },
      zoe,
    ]);
    const renamed = { kind: 'profile-changed', userId, displayName: 'Zz', alias: 'zz' } as const;
    expect(withRosterChange(roster, renamed).at(-1)).toEqual({ ...bob, displayName: 'Zz', alias: 'zz' });
  });

  it('follows how its people are to be reached, and stays itself where others are meant', () => {
    const availability = { state: 'busy', status: { text: 'In a call', emoji: null } } as const;
    expect(withAvailability(roster, [{ userId: bob.userId, availability }])).toEqual([
      ana,
      { ...bob, availability },
      zoe,
    ]);
    expect(withAvailability(roster, [{ userId: 'other' as UserId, availability }])).toBe(roster);
  });

  it('does not change with its webhooks', () => {
    const removed = { kind: 'webhook-removed', webhookId: 'hook' as WebhookId } as const;
    expect(withRosterChange(roster, removed)).toBe(roster);
  });
});
