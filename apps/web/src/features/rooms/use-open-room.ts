import type { RoomId } from '@carillon/contracts';
import { useStandingRequest } from '../../shared/realtime/use-standing-request';

/** Two events, one request: named once, so that it stays the same request. */
const open = { begin: 'room:open', end: 'room:close' } as const;

/** Tells the server that this room is open here: somebody who reads a room must not be missing from its roster. */
export function useOpenRoom(roomId: RoomId): void {
  useStandingRequest(open, roomId);
}
