import type { MyAvailabilityView, PersonAvailability, RoomId, UserId } from '@carillon/contracts';
import type { DeviceState } from './devices.js';

/** Someone opened a room on a first device, or closed it on the last; or began or ceased to hide meanwhile. */
export class PresenceChanged {
  constructor(
    readonly roomId: RoomId,
    readonly userId: UserId,
    readonly isPresent: boolean,
  ) {}
}

/** What the devices of someone say together changed; null: what they chose changed. Each process sees it for itself. */
export class DevicesChanged {
  constructor(
    readonly userId: UserId,
    readonly before: DeviceState | null,
  ) {}
}

/** Someone began or ceased to hide. Each process sees it for itself. */
export class HidingChanged {
  constructor(
    readonly userId: UserId,
    readonly isHidden: boolean,
  ) {}
}

/** People are to be reached in another way, for whoever is in these rooms. Each process tells its own sockets. */
export class AvailabilityNews {
  constructor(
    readonly roomIds: RoomId[],
    readonly people: PersonAvailability[],
  ) {}
}

/** Someone writes in a room; `devices` are those of others that have it open, on whichever process. */
export class TypingNoticed {
  constructor(
    readonly roomId: RoomId,
    readonly userId: UserId,
    readonly devices: string[],
  ) {}
}

/** Someone chose how they are to be reached. */
export class AvailabilityChosen {
  constructor(
    readonly userId: UserId,
    readonly mine: MyAvailabilityView,
  ) {}
}
