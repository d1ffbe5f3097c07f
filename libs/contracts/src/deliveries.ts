import { z } from 'zod';
import { isErrorCode, type ErrorCode } from './errors.js';
import { deliveryId, messageId, userId, webhookId } from './ids.js';
import { pageLimit, pageOf } from './pages.js';

/** What became of a request to a webhook URL. */
export const deliveryOutcome = z.enum(['accepted', 'refused']);
export type DeliveryOutcome = z.infer<typeof deliveryOutcome>;

const errorCode = z.string().refine(isErrorCode) as unknown as z.ZodType<ErrorCode, string>;

/** One request to a webhook URL, as its administrators see it in the delivery log. */
export const deliveryView = z
  .object({
    id: deliveryId,
    webhookId,
    receivedAt: z.iso.datetime(),
    outcome: deliveryOutcome,
    status: z.int().describe('The HTTP status it was answered with'),
    code: errorCode.nullable().describe('Why it was refused'),
    reason: z.string().nullable().describe('The sentence of that refusal'),
    sizeBytes: z.int().nullable().describe('Raw bytes of the body; null where the body was not read'),
    latencyMs: z.number().describe('From the headers to the answer'),
    address: z.string().nullable().describe('Where it came from; null if posted from Manage webhooks'),
    postedBy: z
      .object({ userId, displayName: z.string() })
      .nullable()
      .describe('The administrator who posted it from Manage webhooks'),
    preview: z
      .string()
      .nullable()
      .describe('The beginning of the text, with what looks like a secret hidden'),
    message: z
      .object({ id: messageId, seq: z.int() })
      .nullable()
      .describe('The message it became, while that exists'),
    isRepeat: z.boolean().describe('Answered with an earlier message of the same idempotency key'),
    times: z.int().describe('How many like it this one stands for: in a flood, not each is kept by itself'),
    canPostAgain: z.boolean().describe('Whether its text is still known'),
  })
  .meta({ id: 'Delivery' });
export type DeliveryView = z.infer<typeof deliveryView>;

/** Newest first; `cursor` is the `nextCursor` of the page before. */
export const deliveryQuery = z.object({
  cursor: z.guid().toLowerCase().optional(),
  limit: pageLimit,
  outcome: deliveryOutcome.optional().describe('Only those'),
});
export type DeliveryQuery = z.input<typeof deliveryQuery>;

export const deliveryPage = pageOf(deliveryView).meta({ id: 'DeliveryPage' });
export type DeliveryPage = z.infer<typeof deliveryPage>;

/** How much a webhook is used. */
export const webhookActivity = z
  .object({
    webhookId,
    lastPostAt: z.iso.datetime().nullable(),
    acceptedLast24Hours: z.int().describe('To within ten minutes, as is the next'),
    refusedLast24Hours: z.int(),
  })
  .meta({ id: 'WebhookActivity' });
export type WebhookActivity = z.infer<typeof webhookActivity>;

export const webhookActivityList = z
  .object({ items: z.array(webhookActivity), nextCursor: z.null() })
  .meta({ id: 'WebhookActivityList' });
export type WebhookActivityList = z.infer<typeof webhookActivityList>;

/** The message that a test, or posting again, became. */
export const postedMessage = z.object({ messageId }).meta({ id: 'PostedMessage' });
export type PostedMessage = z.infer<typeof postedMessage>;
