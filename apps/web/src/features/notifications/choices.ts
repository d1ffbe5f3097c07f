import { recall, remember } from '../../shared/page/remembered';

/** What this device does when something calls its reader. */
export type Choices = { shows: boolean; sounds: boolean };

/** Nothing is shown before the reader asked for it; the sound may be heard from the start. */
export function choicesHere(): Choices {
  return { shows: recall('notifications') === 'on', sounds: recall('sound') !== 'off' };
}

export function choose({ shows, sounds }: Partial<Choices>): void {
  if (shows !== undefined) remember('notifications', shows ? 'on' : 'off');
  if (sounds !== undefined) remember('sound', sounds ? 'on' : 'off');
}

/** Whether the browser lets us show notifications; `unsupported` where it knows none. */
export function permissionHere(): NotificationPermission | 'unsupported' {
  return 'Notification' in window ? Notification.permission : 'unsupported';
}
