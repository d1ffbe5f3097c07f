import type { WebhookId } from '@carillon/contracts';
import { expect, it } from 'vitest';
import { aDelivery, anActivity } from '../../testing/factories';
import { withLastPosts } from './activity';

const noon = '2026-11-24T12:00:00.000Z';
const later = '2026-11-24T12:00:01.000Z';

it('a post is the last one, whatever order it is told in', () => {
  const posts = [aDelivery({ receivedAt: later }), aDelivery({ receivedAt: noon })];
  expect(withLastPosts([anActivity()], posts)[0]?.lastPostAt).toBe(later);
});

it('neither a refusal, nor a repeat, nor another webhook is a post', () => {
  const recorded = [
    aDelivery({ outcome: 'refused', receivedAt: later }),
    aDelivery({ isRepeat: true, receivedAt: later }),
    aDelivery({ webhookId: 'other' as WebhookId, receivedAt: later }),
  ];
  const before = [anActivity({ lastPostAt: noon })];
  expect(withLastPosts(before, recorded)).toEqual(before);
});
