import { userId as userIdSchema, type UserId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Peers, type NodeId } from '../platform/cluster/peers.js';
import { EventBus } from '../platform/events/event-bus.js';
import { Devices, type DeviceState } from './devices.js';
import { DevicesChanged, HidingChanged } from './presence.events.js';

const topic = 'devices';
/** Whether somebody hides, and when they chose so: of two choices the later counts, in whatever order they are heard. */
const hiding = z.object({ isHidden: z.boolean(), chosenAt: z.number() });
const deviceOf = z.object({ device: z.string(), userId: userIdSchema, isIdle: z.boolean() });
const hidingOf = z.object({ userId: userIdSchema, hiding });
/** What processes tell each other. `all` is every device of the sender, and what it knows of hiding. */
const told = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all'), devices: z.array(deviceOf), hiding: z.array(hidingOf) }),
  z.object({ kind: z.literal('connected'), device: deviceOf, hiding }),
  z.object({ kind: z.literal('reported'), device: z.string(), isIdle: z.boolean() }),
  z.object({ kind: z.literal('disconnected'), device: z.string() }),
  z.object({ kind: z.literal('chosen'), userId: userIdSchema, hiding }),
]);

export type Hiding = z.infer<typeof hiding>;

/**
 * The connected devices of everybody over all processes, and who of them hides. As presence, it is kept in memory:
 * each process tells the others of its own devices, and each announces what changes to its own sockets.
 */
@Injectable()
export class DevicesService {
  private readonly devices: Devices;
  /** Devices that are connected to other processes. */
  private readonly nodes = new Map<string, NodeId>();
  /** Kept even when no device is left: whatever is heard late must not show who hides. */
  private readonly hiding = new Map<UserId, Hiding>();

  constructor(
    private readonly events: EventBus,
    private readonly peers: Peers,
  ) {
    this.devices = new Devices((userId, before) => {
      events.publish(new DevicesChanged(userId, before));
    });
    peers.on(topic, {
      onMet: () => {
        peers.tell(topic, {
          kind: 'all',
          devices: [...this.devices.listFor((device) => !this.nodes.has(device))],
          hiding: [...this.hiding].map(([userId, known]) => ({ userId, hiding: known })),
        });
      },
      onTold: (message, from) => {
        this.hear(told.parse(message), from);
      },
      onGone: (node) => {
        for (const [device, owner] of [...this.nodes]) if (owner === node) this.forget(device);
      },
    });
  }

  stateOf(userId: UserId): DeviceState {
    return this.devices.stateOf(userId);
  }

  isHidden(userId: UserId): boolean {
    return this.hiding.get(userId)?.isHidden ?? false;
  }

  devicesOf(userId: UserId): string[] {
    return this.devices.of(userId);
  }

  /** @param chosen what the database says, so that nobody who hides is seen for a moment */
  connect(device: string, userId: UserId, chosen: Hiding): void {
    this.learn(userId, chosen);
    this.devices.put({ device, userId, isIdle: false });
    this.peers.tell(topic, {
      kind: 'connected',
      device: { device, userId, isIdle: false },
      hiding: this.hiding.get(userId) ?? chosen,
    });
  }

  report(device: string, isIdle: boolean): void {
    if (this.devices.report(device, isIdle)) this.peers.tell(topic, { kind: 'reported', device, isIdle });
  }

  disconnect(device: string): void {
    if (this.devices.remove(device)) this.peers.tell(topic, { kind: 'disconnected', device });
  }

  /** Somebody chose how they are to be reached; every process has to hear it, whatever they chose. */
  choose(userId: UserId, chosen: Hiding): void {
    this.learn(userId, chosen);
    this.events.publish(new DevicesChanged(userId, null));
    this.peers.tell(topic, { kind: 'chosen', userId, hiding: chosen });
  }

  /** What this process found out by itself; others do so too. */
  learn(userId: UserId, chosen: Hiding): void {
    const known = this.hiding.get(userId);
    if (known !== undefined && known.chosenAt > chosen.chosenAt) return;
    const wasHidden = known?.isHidden ?? false;
    // Who never chose anything need not be remembered.
    if (chosen.chosenAt > 0) this.hiding.set(userId, chosen);
    if (wasHidden !== chosen.isHidden) this.events.publish(new HidingChanged(userId, chosen.isHidden));
  }

  private hear(message: z.infer<typeof told>, from: NodeId): void {
    switch (message.kind) {
      case 'all':
        for (const item of message.hiding) this.learn(item.userId, item.hiding);
        this.replace(from, message.devices);
        return;
      case 'connected':
        this.learn(message.device.userId, message.hiding);
        this.nodes.set(message.device.device, from);
        this.devices.put(message.device);
        return;
      case 'reported':
        this.devices.report(message.device, message.isIdle);
        return;
      case 'disconnected':
        this.forget(message.device);
        return;
      case 'chosen':
        this.learn(message.userId, message.hiding);
        this.events.publish(new DevicesChanged(message.userId, null));
    }
  }

  private replace(node: NodeId, devices: z.infer<typeof deviceOf>[]): void {
    const stays = new Set(devices.map(({ device }) => device));
    for (const item of devices) {
      this.nodes.set(item.device, node);
      this.devices.put(item);
    }
    for (const [device, owner] of [...this.nodes])
      if (owner === node && !stays.has(device)) this.forget(device);
  }

  private forget(device: string): void {
    this.nodes.delete(device);
    this.devices.remove(device);
  }
}
