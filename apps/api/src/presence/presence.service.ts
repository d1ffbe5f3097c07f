import {
  roomId as roomIdSchema,
  userId as userIdSchema,
  type RoomId,
  type UserId,
} from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Peers, type NodeId } from '../platform/cluster/peers.js';
import { EventBus } from '../platform/events/event-bus.js';
import { MemberRemoved, RoomDeleted } from '../rooms/rooms.events.js';
import { DevicesService } from './devices.service.js';
import { OpenRooms } from './open-rooms.js';
import { HidingChanged, PresenceChanged } from './presence.events.js';

const topic = 'presence';

const openRoom = z.object({ roomId: roomIdSchema, userId: userIdSchema, device: z.string() });
/** What processes tell each other. `all` is everything the sender's devices have open. */
const told = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all'), open: z.array(openRoom) }),
  z.object({ kind: z.literal('opened'), open: openRoom }),
  z.object({ kind: z.literal('closed'), roomId: roomIdSchema, device: z.string() }),
  z.object({ kind: z.literal('left'), roomId: roomIdSchema, userId: userIdSchema }),
]);

/**
 * Who has which room open. A device is one connection; a person is present in a room while any device of theirs has
 * it open, on whichever server process. Kept in memory: each process tells the others what its own devices open and
 * close, and they forget it when it ends. Each announces changes to its own sockets only, as it sees them, so that
 * nobody has to agree on who announces what. Who hides has rooms open as everybody, and is present in none.
 */
@Injectable()
export class PresenceService {
  private readonly rooms: OpenRooms;
  /** Devices that are connected to other processes. */
  private readonly nodes = new Map<string, NodeId>();

  constructor(
    events: EventBus,
    private readonly peers: Peers,
    private readonly devices: DevicesService,
  ) {
    this.rooms = new OpenRooms((roomId, userId, isPresent) => {
      if (!devices.isHidden(userId)) events.publish(new PresenceChanged(roomId, userId, isPresent));
    });
    events.on(HidingChanged, ({ userId, isHidden }) => {
      const open = devices.devicesOf(userId).flatMap((device) => this.rooms.roomsOf(device));
      for (const roomId of new Set(open)) events.publish(new PresenceChanged(roomId, userId, !isHidden));
    });
    events.on(MemberRemoved, ({ roomId, userId }) => {
      this.leave(roomId, userId);
      peers.tell(topic, { kind: 'left', roomId, userId });
    });
    events.on(RoomDeleted, ({ roomId }) => {
      for (const userId of this.rooms.peopleIn(roomId)) {
        this.leave(roomId, userId);
        peers.tell(topic, { kind: 'left', roomId, userId });
      }
    });
    peers.on(topic, {
      onMet: () => {
        peers.tell(topic, {
          kind: 'all',
          open: [...this.rooms.listFor((device) => !this.nodes.has(device))],
        });
      },
      onTold: (message, from) => {
        this.hear(told.parse(message), from);
      },
      onGone: (node) => {
        this.forget(node);
      },
    });
  }

  isPresent(roomId: RoomId, userId: UserId): boolean {
    return this.rooms.has(roomId, userId) && !this.devices.isHidden(userId);
  }

  presentIn(roomId: RoomId): UserId[] {
    return this.rooms.peopleIn(roomId).filter((userId) => !this.devices.isHidden(userId));
  }

  /** The devices of everybody but one person that have the room open; of those who hide, too. */
  devicesIn(roomId: RoomId, except: UserId): string[] {
    return this.rooms.devicesIn(roomId, except);
  }

  open(roomId: RoomId, userId: UserId, device: string): void {
    this.rooms.open({ roomId, userId, device });
    this.peers.tell(topic, { kind: 'opened', open: { roomId, userId, device } });
  }

  close(roomId: RoomId, device: string): void {
    if (this.rooms.close(roomId, device)) this.peers.tell(topic, { kind: 'closed', roomId, device });
  }

  /** A device went away, with everything it had open. */
  disconnect(device: string): void {
    for (const roomId of this.rooms.roomsOf(device)) this.close(roomId, device);
  }

  private leave(roomId: RoomId, userId: UserId): void {
    for (const device of this.rooms.devicesOf(roomId, userId)) this.rooms.close(roomId, device);
  }

  private hear(message: z.infer<typeof told>, from: NodeId): void {
    switch (message.kind) {
      case 'all':
        this.replace(from, message.open);
        return;
      case 'opened':
        this.nodes.set(message.open.device, from);
        this.rooms.open(message.open);
        return;
      case 'closed':
        this.rooms.close(message.roomId, message.device);
        if (this.rooms.roomsOf(message.device).length === 0) this.nodes.delete(message.device);
        return;
      case 'left':
        this.leave(message.roomId, message.userId);
    }
  }

  /** What stays open is not closed in between, so that nobody is seen to go and come. */
  private replace(node: NodeId, open: z.infer<typeof openRoom>[]): void {
    const stays = new Set(open.map(({ roomId, device }) => `${roomId} ${device}`));
    for (const item of open) {
      this.nodes.set(item.device, node);
      this.rooms.open(item);
    }
    for (const { roomId, device } of [...this.rooms.listFor((known) => this.nodes.get(known) === node)])
      if (!stays.has(`${roomId} ${device}`)) this.rooms.close(roomId, device);
    const devices = new Set(open.map(({ device }) => device));
    for (const [device, owner] of this.nodes)
      if (owner === node && !devices.has(device)) this.nodes.delete(device);
  }

  private forget(node: NodeId): void {
    for (const [device, owner] of [...this.nodes])
      if (owner === node) {
        this.rooms.closeAll(device);
        this.nodes.delete(device);
      }
  }
}
