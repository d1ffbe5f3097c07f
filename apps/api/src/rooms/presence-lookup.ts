import type { RoomId, UserId } from '@carillon/contracts';

/** What the roster asks of presence. Presence stands above rooms in the order of folders, so it implements this. */
export abstract class PresenceLookup {
  abstract isPresent(roomId: RoomId, userId: UserId): boolean;
}
