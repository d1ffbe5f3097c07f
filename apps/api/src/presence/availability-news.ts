import { limits, type PersonAvailability, type RoomId, type UserId } from '@carillon/contracts';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Transactions } from '../platform/database/transaction.js';
import { EventBus } from '../platform/events/event-bus.js';
import { AvailabilityEntity } from './availability.entity.js';
import { AvailabilityService, hidingOf } from './availability.service.js';
import type { DeviceState } from './devices.js';
import { DevicesService } from './devices.service.js';
import { AvailabilityNews, DevicesChanged } from './presence.events.js';

const { newsIntervalMs, maxPeoplePerNews, maxMembersForQuickNews, slowNewsIntervalMs } = limits.availability;
/** How often choices are looked for whose end has come. Unit: milliseconds. */
const endedIntervalMs = 5_000;

/**
 * Tells of changed availability without a storm: once in an interval, each person once, to all their rooms in one
 * packet, so that whoever shares a hundred rooms with them hears it once. A large room hears of all its people
 * together, and less often. Each process does so for its own sockets.
 */
@Injectable()
export class AvailabilityNewsService implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(AvailabilityNewsService.name);
  /** What the devices said when the interval began; null where something was chosen. */
  private readonly changed = new Map<UserId, DeviceState | null>();
  private readonly largeRooms = new Map<RoomId, Set<UserId>>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private lookedAt: Date;

  constructor(
    private readonly events: EventBus,
    private readonly transactions: Transactions,
    private readonly availability: AvailabilityService,
    private readonly devices: DevicesService,
    private readonly clock: Clock,
  ) {
    this.lookedAt = clock.now();
    events.on(DevicesChanged, ({ userId, before }) => {
      if (before === null || !this.changed.has(userId)) this.changed.set(userId, before);
    });
  }

  onModuleInit(): void {
    this.every(newsIntervalMs, () => this.tellPeople());
    this.every(slowNewsIntervalMs, () => this.tellLargeRooms());
    this.every(endedIntervalMs, () => this.lookForEnded());
  }

  onApplicationShutdown(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  private every(intervalMs: number, work: () => Promise<void>): void {
    let isAtWork = false;
    const timer = setInterval(() => {
      if (isAtWork) return;
      isAtWork = true;
      work()
        .catch((error: unknown) => {
          this.logger.warn({ err: error }, 'Changed availability could not be told; it is told later.');
        })
        .finally(() => {
          isAtWork = false;
        });
    }, intervalMs).unref();
    this.timers.add(timer);
  }

  private async tellPeople(): Promise<void> {
    const userIds = this.takeChanged();
    if (userIds.length === 0) return;
    try {
      const people = await this.peopleOf(userIds);
      for (const [userId, rooms] of await this.roomsOf(userIds)) {
        const person = people.get(userId);
        const quick = rooms.filter(({ members }) => members <= maxMembersForQuickNews).map(({ id }) => id);
        if (person && quick.length > 0) this.events.publish(new AvailabilityNews(quick, [person]));
        for (const { id, members } of rooms)
          if (members > maxMembersForQuickNews)
            this.largeRooms.set(id, (this.largeRooms.get(id) ?? new Set()).add(userId));
      }
    } catch (error) {
      for (const userId of userIds) this.changed.set(userId, null);
      throw error;
    }
  }

  /** Who lost a connection and has it back already is no news. */
  private takeChanged(): UserId[] {
    const taken: UserId[] = [];
    for (const [userId, before] of this.changed) {
      if (taken.length === maxPeoplePerNews) break;
      this.changed.delete(userId);
      if (before === null || before !== this.devices.stateOf(userId)) taken.push(userId);
    }
    return taken;
  }

  private async tellLargeRooms(): Promise<void> {
    for (const [roomId, changed] of [...this.largeRooms]) {
      const userIds = [...changed].slice(0, maxPeoplePerNews);
      const people = await this.peopleOf(userIds);
      for (const userId of userIds) changed.delete(userId);
      if (changed.size === 0) this.largeRooms.delete(roomId);
      this.events.publish(new AvailabilityNews([roomId], [...people.values()]));
    }
  }

  private async peopleOf(userIds: UserId[]): Promise<Map<UserId, PersonAvailability>> {
    const views = await this.availability.viewsOf(userIds);
    return new Map([...views].map(([userId, availability]) => [userId, { userId, availability }]));
  }

  private async roomsOf(userIds: UserId[]): Promise<Map<UserId, { id: RoomId; members: number }[]>> {
    const rows = await this.transactions.rows.query<
      { user_id: UserId; room_id: RoomId; member_count: number }[]
    >(
      `select m.user_id, m.room_id, r.member_count
         from memberships m join rooms r on r.id = m.room_id
        where m.user_id = any($1::uuid[])`,
      [userIds],
    );
    const rooms = new Map<UserId, { id: RoomId; members: number }[]>();
    for (const row of rows) {
      const known = rooms.get(row.user_id) ?? [];
      known.push({ id: row.room_id, members: row.member_count });
      rooms.set(row.user_id, known);
    }
    return rooms;
  }

  /** Each process looks for itself. */
  private async lookForEnded(): Promise<void> {
    const now = this.clock.now();
    const ended = await this.transactions.rows
      .createQueryBuilder(AvailabilityEntity, 'chosen')
      .where('chosen.until > :since and chosen.until <= :now', { since: this.lookedAt, now })
      .orWhere('chosen.statusUntil > :since and chosen.statusUntil <= :now')
      .getMany();
    this.lookedAt = now;
    for (const chosen of ended) {
      this.devices.learn(chosen.userId, hidingOf(chosen, now));
      this.changed.set(chosen.userId, null);
    }
  }
}
