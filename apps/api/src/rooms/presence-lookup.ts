import type { AvailabilityView, RoomId, UserId } from '@carillon/contracts';
import type { EntityManager } from 'typeorm';

/** What the roster asks of presence. Presence stands above rooms in the order of folders, so it implements this. */
export abstract class PresenceLookup {
  abstract isPresent(roomId: RoomId, userId: UserId): boolean;
  /** Has an entry for each of them. */
  abstract availabilityOf(
    rows: EntityManager,
    userIds: readonly UserId[],
  ): Promise<Map<UserId, AvailabilityView>>;
}
