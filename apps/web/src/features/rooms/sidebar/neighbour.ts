import type { RoomView } from '@carillon/contracts';
import { recall } from '../../../shared/page/remembered';
import { isUnread, lastActivity, sectionsOf } from './sections';

type Step = { openRoomId: string | null; step: 1 | -1; isUnreadOnly: boolean };

/** The room above or below the open one in the sidebar, as keys move through it; round at its ends. */
export function neighbourOf(
  rooms: readonly RoomView[],
  { openRoomId, step, isUnreadOnly }: Step,
): RoomView | undefined {
  const sections = sectionsOf(rooms, {
    order: recall('roomOrder') === 'name' ? 'name' : 'activity',
    filter: 'all',
    openRoomId,
    roomBeingRead: openRoomId,
    activityOf: lastActivity,
  });
  const line = sections.filter(({ name }) => name !== 'hidden').flatMap((section) => section.rooms);
  const place = line.findIndex(({ id }) => id === openRoomId);
  // From where none is open, the first step leads to the first, or to the last.
  const start = place === -1 && step === -1 ? 0 : place;
  for (let away = 1; away <= line.length; away += 1) {
    const room = line[(start + step * away + line.length * 2) % line.length];
    if (room && room.id !== openRoomId && (!isUnreadOnly || isUnread(room, openRoomId))) return room;
  }
  return undefined;
}
