import type { RoomId, UserId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { EventBus } from '../platform/events/event-bus.js';
import { PresenceLookup } from '../rooms/presence-lookup.js';
import { MemberRemoved, RoomDeleted } from '../rooms/rooms.events.js';
import { PresenceChanged } from './presence.events.js';

type Devices = Set<string>;

/**
 * Who has which room open. A device is one connection; a person is present in a room while any device of theirs has
 * it open. Kept in memory: it says what is connected to this process and ends with it.
 */
@Injectable()
export class PresenceService extends PresenceLookup {
  private readonly rooms = new Map<RoomId, Map<UserId, Devices>>();
  private readonly openByDevice = new Map<string, { userId: UserId; roomIds: Set<RoomId> }>();

  constructor(private readonly events: EventBus) {
    super();
    events.on(MemberRemoved, ({ roomId, userId }) => {
      this.leave(roomId, userId);
    });
    events.on(RoomDeleted, ({ roomId }) => {
      for (const userId of this.presentIn(roomId)) this.leave(roomId, userId);
    });
  }

  override isPresent(roomId: RoomId, userId: UserId): boolean {
    return this.rooms.get(roomId)?.has(userId) ?? false;
  }

  presentIn(roomId: RoomId): UserId[] {
    return [...(this.rooms.get(roomId)?.keys() ?? [])];
  }

  open(roomId: RoomId, userId: UserId, device: string): void {
    const open = this.openByDevice.get(device) ?? { userId, roomIds: new Set() };
    this.openByDevice.set(device, { userId, roomIds: open.roomIds.add(roomId) });
    const people = this.rooms.get(roomId) ?? new Map<UserId, Devices>();
    this.rooms.set(roomId, people);
    const devices = people.get(userId);
    if (devices !== undefined) devices.add(device);
    else {
      people.set(userId, new Set([device]));
      this.events.publish(new PresenceChanged(roomId, userId, true));
    }
  }

  close(roomId: RoomId, device: string): void {
    const open = this.openByDevice.get(device);
    if (open?.roomIds.delete(roomId) !== true) return;
    if (open.roomIds.size === 0) this.openByDevice.delete(device);
    const devices = this.rooms.get(roomId)?.get(open.userId);
    devices?.delete(device);
    if (devices?.size === 0) this.forget(roomId, open.userId);
  }

  /** A device went away, with everything it had open. */
  disconnect(device: string): void {
    for (const roomId of [...(this.openByDevice.get(device)?.roomIds ?? [])]) this.close(roomId, device);
  }

  private leave(roomId: RoomId, userId: UserId): void {
    for (const device of [...(this.rooms.get(roomId)?.get(userId) ?? [])]) this.close(roomId, device);
  }

  private forget(roomId: RoomId, userId: UserId): void {
    const people = this.rooms.get(roomId);
    people?.delete(userId);
    if (people?.size === 0) this.rooms.delete(roomId);
    this.events.publish(new PresenceChanged(roomId, userId, false));
  }
}
