import type { RoomId, UserId } from '@carillon/contracts';

type Devices = Set<string>;

/** A device has a room open. */
export type OpenRoom = { roomId: RoomId; userId: UserId; device: string };

/**
 * Which devices have which rooms open. A person is in a room while any device of theirs has it open; `onChange` is
 * told when that begins and when it ends.
 */
export class OpenRooms {
  private readonly rooms = new Map<RoomId, Map<UserId, Devices>>();
  private readonly openByDevice = new Map<string, { userId: UserId; roomIds: Set<RoomId> }>();

  constructor(private readonly onChange: (roomId: RoomId, userId: UserId, isPresent: boolean) => void) {}

  has(roomId: RoomId, userId: UserId): boolean {
    return this.rooms.get(roomId)?.has(userId) ?? false;
  }

  peopleIn(roomId: RoomId): UserId[] {
    return [...(this.rooms.get(roomId)?.keys() ?? [])];
  }

  /** The devices of everybody but one person that have a room open. */
  devicesIn(roomId: RoomId, except: UserId): string[] {
    const found: string[] = [];
    for (const [userId, devices] of this.rooms.get(roomId) ?? [])
      if (userId !== except) found.push(...devices);
    return found;
  }

  roomsOf(device: string): RoomId[] {
    return [...(this.openByDevice.get(device)?.roomIds ?? [])];
  }

  /** Everything that these devices have open. */
  *listFor(isWanted: (device: string) => boolean): Iterable<OpenRoom> {
    for (const [device, { userId, roomIds }] of this.openByDevice)
      if (isWanted(device)) for (const roomId of roomIds) yield { roomId, userId, device };
  }

  open({ roomId, userId, device }: OpenRoom): void {
    const open = this.openByDevice.get(device) ?? { userId, roomIds: new Set() };
    this.openByDevice.set(device, { userId, roomIds: open.roomIds.add(roomId) });
    const people = this.rooms.get(roomId) ?? new Map<UserId, Devices>();
    this.rooms.set(roomId, people);
    const devices = people.get(userId);
    if (devices !== undefined) devices.add(device);
    else {
      people.set(userId, new Set([device]));
      this.onChange(roomId, userId, true);
    }
  }

  /** False if it was not open. */
  close(roomId: RoomId, device: string): boolean {
    const open = this.openByDevice.get(device);
    if (open?.roomIds.delete(roomId) !== true) return false;
    if (open.roomIds.size === 0) this.openByDevice.delete(device);
    const devices = this.rooms.get(roomId)?.get(open.userId);
    devices?.delete(device);
    if (devices?.size === 0) this.forget(roomId, open.userId);
    return true;
  }

  /** A device went away, with everything it had open. */
  closeAll(device: string): void {
    for (const roomId of this.roomsOf(device)) this.close(roomId, device);
  }

  devicesOf(roomId: RoomId, userId: UserId): string[] {
    return [...(this.rooms.get(roomId)?.get(userId) ?? [])];
  }

  private forget(roomId: RoomId, userId: UserId): void {
    const people = this.rooms.get(roomId);
    people?.delete(userId);
    if (people?.size === 0) this.rooms.delete(roomId);
    this.onChange(roomId, userId, false);
  }
}
