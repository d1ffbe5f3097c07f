import type { RoomId, UserId } from '@carillon/contracts';

/** Someone opened a room on a first device, or closed it on the last. */
export class PresenceChanged {
  constructor(
    readonly roomId: RoomId,
    readonly userId: UserId,
    readonly isPresent: boolean,
  ) {}
}
