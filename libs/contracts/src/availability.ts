import { z } from 'zod';
import { limits } from './limits.js';
import { singleLine } from './texts.js';

/**
 * What a person chose. `automatic`: the server sees by their devices. `hidden`: looks offline to everybody else, and
 * is not present in any room.
 */
export const availabilityChoice = z.enum(['automatic', 'busy', 'do-not-disturb', 'hidden']);
export type AvailabilityChoice = z.infer<typeof availabilityChoice>;

/** What others see. `idle`: nobody has touched any device for a while. `offline`: no device, or hidden. */
export const availabilityState = z.enum(['available', 'idle', 'busy', 'do-not-disturb', 'offline']);
export type AvailabilityState = z.infer<typeof availabilityState>;

/** Emoji are sequences of a few characters; letters, digits, spaces and what stands on a keyboard are no part of any. */
const notInEmoji = /[\p{L}\p{N}\p{Z}\p{C}!-~]/u;
// A keycap is a digit, the joiner and the selector are of no kind of their own, and flags of regions use tags.
const partsOfEmoji = /[0-9#*]\ufe0f?\u20e3|\u200d|\ufe0f|[\u{e0020}-\u{e007f}]/gu;

const statusEmoji = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(
    limits.availability.maxEmojiLength,
    `must be at most ${String(limits.availability.maxEmojiLength)} characters long`,
  )
  .refine((text) => !notInEmoji.test(text.replace(partsOfEmoji, '')), 'must be an emoji');

/** The words and the emoji beside a name. */
export const statusView = z
  .object({ text: z.string().nullable(), emoji: z.string().nullable() })
  .meta({ id: 'Status' });
export type StatusView = z.infer<typeof statusView>;

/** How a person is to be reached, as those see it who share a room with them. */
export const availabilityView = z
  .object({ state: availabilityState, status: statusView.nullable() })
  .meta({ id: 'Availability' });
export type AvailabilityView = z.infer<typeof availabilityView>;

/** What I chose, as only I see it. What has ended is left out. */
export const myAvailabilityView = z
  .object({
    choice: availabilityChoice,
    until: z.iso.datetime().nullable().describe('When the choice turns back to automatic by itself'),
    status: statusView
      .extend({ until: z.iso.datetime().nullable().describe('When it goes by itself') })
      .nullable(),
  })
  .meta({ id: 'MyAvailability' });
export type MyAvailabilityView = z.infer<typeof myAvailabilityView>;

/** A part that is left out stays as it is. A choice without an end lasts until the next one. */
export const availabilityChange = z
  .object({
    choice: availabilityChoice.optional(),
    until: z.iso.datetime().nullable().optional().describe('End of the choice named beside it'),
    status: z
      .object({
        text: singleLine(limits.availability.maxTextLength).nullable().default(null),
        emoji: statusEmoji.nullable().default(null),
        until: z.iso.datetime().nullable().default(null),
      })
      .refine(({ text, emoji }) => text !== null || emoji !== null, 'needs a text or an emoji')
      .nullable()
      .optional()
      .describe('null takes it away'),
  })
  .meta({ id: 'AvailabilityChange' });
export type AvailabilityChange = z.input<typeof availabilityChange>;
