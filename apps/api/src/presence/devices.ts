import type { UserId } from '@carillon/contracts';

/** What a person's devices say together: one of them is in use, none is, or there is none. */
export type DeviceState = 'available' | 'idle' | 'offline';

/** A connected device, and whether nobody has touched it for a while. */
export type Device = { device: string; userId: UserId; isIdle: boolean };

/** Which devices people have connected. `onChange` is told when what they say together changes. */
export class Devices {
  private readonly people = new Map<UserId, Map<string, boolean>>();
  private readonly owners = new Map<string, UserId>();

  constructor(private readonly onChange: (userId: UserId, before: DeviceState) => void) {}

  stateOf(userId: UserId): DeviceState {
    const devices = this.people.get(userId);
    if (devices === undefined) return 'offline';
    for (const isIdle of devices.values()) if (!isIdle) return 'available';
    return 'idle';
  }

  of(userId: UserId): string[] {
    return [...(this.people.get(userId)?.keys() ?? [])];
  }

  /** Those devices that are wanted. */
  *listFor(isWanted: (device: string) => boolean): Iterable<Device> {
    for (const [userId, devices] of this.people)
      for (const [device, isIdle] of devices) if (isWanted(device)) yield { device, userId, isIdle };
  }

  put({ device, userId, isIdle }: Device): void {
    const before = this.stateOf(userId);
    const devices = this.people.get(userId) ?? new Map<string, boolean>();
    this.people.set(userId, devices.set(device, isIdle));
    this.owners.set(device, userId);
    this.compare(userId, before);
  }

  /** False if the device is not known, or was so already. */
  report(device: string, isIdle: boolean): boolean {
    const userId = this.owners.get(device);
    if (userId === undefined || this.people.get(userId)?.get(device) === isIdle) return false;
    this.put({ device, userId, isIdle });
    return true;
  }

  /** False if it was not connected. */
  remove(device: string): boolean {
    const userId = this.owners.get(device);
    if (userId === undefined) return false;
    const before = this.stateOf(userId);
    const devices = this.people.get(userId);
    devices?.delete(device);
    if (devices?.size === 0) this.people.delete(userId);
    this.owners.delete(device);
    this.compare(userId, before);
    return true;
  }

  private compare(userId: UserId, before: DeviceState): void {
    if (this.stateOf(userId) !== before) this.onChange(userId, before);
  }
}
