import type { AvailabilityView, RoomId, UserId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PresenceLookup } from '../rooms/presence-lookup.js';
import { AvailabilityService } from './availability.service.js';
import { PresenceService } from './presence.service.js';

/** What the roster says of its members beside their names and roles. */
@Injectable()
export class MemberPresence extends PresenceLookup {
  constructor(
    private readonly presence: PresenceService,
    private readonly availability: AvailabilityService,
  ) {
    super();
  }

  override isPresent(roomId: RoomId, userId: UserId): boolean {
    return this.presence.isPresent(roomId, userId);
  }

  override availabilityOf(
    rows: EntityManager,
    userIds: readonly UserId[],
  ): Promise<Map<UserId, AvailabilityView>> {
    return this.availability.viewsOf(userIds, rows);
  }
}
