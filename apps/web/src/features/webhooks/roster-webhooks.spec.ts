import type { RosterWebhook, UserId, WebhookId } from '@carillon/contracts';
import { describe, expect, it } from 'vitest';
import { isWebhookChange, withWebhookChange } from './roster-webhooks';

const deploys: RosterWebhook = { id: 'deploys' as WebhookId, name: 'Deploys' };
const alerts: RosterWebhook = { id: 'alerts' as WebhookId, name: 'Alerts' };

describe('the webhooks of a roster', () => {
  it('gain one, once, however often it is told', () => {
    const added = { kind: 'webhook-added', webhook: alerts } as const;
    expect(withWebhookChange(withWebhookChange([deploys], added), added)).toEqual([deploys, alerts]);
  });

  it('follow a new name in place', () => {
    const renamed = { ...deploys, name: 'Releases' };
    const change = { kind: 'webhook-changed', webhook: renamed } as const;
    expect(withWebhookChange([deploys, alerts], change)).toEqual([renamed, alerts]);
  });

  it('lose the one that was deleted', () => {
    const removed = { kind: 'webhook-removed', webhookId: deploys.id } as const;
    expect(withWebhookChange([deploys, alerts], removed)).toEqual([alerts]);
  });

  it('are not touched by changes of people', () => {
    expect(isWebhookChange({ kind: 'presence-changed', userId: 'a' as UserId, isPresent: true })).toBe(false);
    expect(isWebhookChange({ kind: 'webhook-added', webhook: alerts })).toBe(true);
  });
});
