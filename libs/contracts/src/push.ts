import { z } from 'zod';
import { limits } from './limits.js';

const { maxEndpointLength } = limits.push;

/** The key that browsers subscribe with: an uncompressed point of P-256 in base64url. */
export const pushKeyView = z.object({ publicKey: z.string() }).meta({ id: 'PushKey' });
export type PushKeyView = z.infer<typeof pushKeyView>;

/** What a browser's `PushSubscription` says of itself, and on what kind of device it is. */
export const pushSubscription = z
  .object({
    endpoint: z
      .url({ error: 'must be an address' })
      .max(maxEndpointLength, `must be at most ${String(maxEndpointLength)} characters long`),
    keys: z.object({
      p256dh: z.string().max(88, 'must be at most 88 characters long').describe('Base64url, 65 bytes'),
      auth: z.string().max(24, 'must be at most 24 characters long').describe('Base64url, 16 bytes'),
    }),
    device: z.enum(['desktop', 'phone']).describe("Which of a room's two notification levels applies"),
  })
  .meta({ id: 'PushSubscription' });
export type PushSubscriptionRequest = z.input<typeof pushSubscription>;

/** What arrives in the service worker, encrypted on its way. */
export type PushMessage = { title: string; body: string; roomId: string; seq: number; url: string };
