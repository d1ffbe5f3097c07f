import { recall, remember } from '../../../shared/page/remembered';

const name = 'recentRooms';
const howMany = 30;

/** The rooms opened last on this device, the latest first. */
export function recentRooms(): string[] {
  return recall(name)?.split(',').filter(Boolean) ?? [];
}

/** Notes that a room was opened. */
export function rememberRoom(roomId: string): void {
  remember(name, [roomId, ...recentRooms().filter((id) => id !== roomId)].slice(0, howMany).join(','));
}
