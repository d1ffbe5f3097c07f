import {
  limits,
  roomId as roomIdSchema,
  userId as userIdSchema,
  type RoomId,
  type UserId,
} from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Peers } from '../platform/cluster/peers.js';
import { EventBus } from '../platform/events/event-bus.js';
import { DevicesService } from './devices.service.js';
import { TypingNoticed } from './presence.events.js';
import { PresenceService } from './presence.service.js';
import { TypingBudget } from './typing-budget.js';

const topic = 'typing';
const told = z.object({ roomId: roomIdSchema, userId: userIdSchema });

/**
 * Who writes at this moment. Kept nowhere: it is passed on to the devices that have the room open, on whichever
 * process, and forgotten. What is lost is said again a few seconds later.
 */
@Injectable()
export class TypingService {
  private readonly budget = new TypingBudget(limits.typing.maxReportsPerRoomAndSecond);

  constructor(
    private readonly events: EventBus,
    private readonly peers: Peers,
    private readonly devices: DevicesService,
    private readonly presence: PresenceService,
  ) {
    peers.on(topic, {
      onTold: (message) => {
        const { roomId, userId } = told.parse(message);
        this.pass(roomId, userId);
      },
      // There is nothing to tell whoever comes, and nothing to forget of whoever goes.
      onMet: () => undefined,
      onGone: () => undefined,
    });
  }

  /** Of who hides nothing is told, and in a room where many write at once not of each. */
  report(roomId: RoomId, userId: UserId): void {
    if (this.devices.isHidden(userId) || !this.budget.take(roomId, performance.now())) return;
    this.pass(roomId, userId);
    this.peers.tell(topic, { roomId, userId });
  }

  private pass(roomId: RoomId, userId: UserId): void {
    const devices = this.presence.devicesIn(roomId, userId);
    if (devices.length > 0) this.events.publish(new TypingNoticed(roomId, userId, devices));
  }
}
