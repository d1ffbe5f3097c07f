import type { DeliveryView, RoomId } from '@carillon/contracts';

/** Requests to webhooks of a room were written down, oldest first; a known one has come to stand for more. */
export class DeliveriesRecorded {
  constructor(
    readonly roomId: RoomId,
    readonly deliveries: DeliveryView[],
  ) {}
}
