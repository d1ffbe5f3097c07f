import { z } from 'zod';
import { roomId } from './ids.js';

/** Of which messages of a room a member is notified. */
export const notificationLevel = z.enum(['all', 'mentions', 'none']);
export type NotificationLevel = z.infer<typeof notificationLevel>;

/** One level for browsers on a desk, one for phones. */
const notificationLevels = z.object({ desktop: notificationLevel, phone: notificationLevel });

/** How a member keeps a room, the same on each of their devices. Nobody else learns of it. */
export const mySettings = z.object({
  isFavourite: z.boolean(),
  isHidden: z
    .boolean()
    .describe('Closed, though I am a member; a message that mentions me, or opening it, brings it back'),
  notificationLevel: notificationLevels.describe('Of which messages I am notified'),
});
export type MySettings = z.infer<typeof mySettings>;

export const mySettingsChange = z
  .object({
    isFavourite: mySettings.shape.isFavourite,
    isHidden: mySettings.shape.isHidden,
    notificationLevel: notificationLevels.partial(),
  })
  .partial()
  .meta({ id: 'MySettingsChange' });
export type MySettingsChange = z.input<typeof mySettingsChange>;

export const mySettingsView = mySettings.extend({ roomId }).meta({ id: 'MySettings' });
export type MySettingsView = z.infer<typeof mySettingsView>;
