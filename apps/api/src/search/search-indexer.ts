import type { RoomId } from '@carillon/contracts';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { MessageDeleted, MessagePosted, MessageUpdated } from '../messages/messages.events.js';
import { isDatabaseOutage } from '../platform/database/outage.js';
import { EventBus } from '../platform/events/event-bus.js';
import { SearchIndex } from './search-index.js';

/** How long messages gather before their words are stored. Unit: milliseconds. */
const gatherMs = 400;
/** How often to look for what no event told of: other processes, restarts. Unit: milliseconds. */
const sweepIntervalMs = 30_000;
/** How long to wait after a failure. Unit: milliseconds. */
const retryMs = 5_000;
/** After work, a rest of so many times its length: whoever posts goes first. */
const restFactor = 1.5;
/** Rooms of one step. */
const maxRooms = 100;
const maxOrphans = 1_000;
/** A backlog worth a line in the log. Unit: messages. */
const largeBacklog = 10_000;
const progressIntervalMs = 10_000;

/**
 * Makes messages findable about a second after they are stored, behind the back of whoever posts: an event costs an
 * entry in a set. What this process did not hear of is found by looking through the rooms now and then.
 */
@Injectable()
export class SearchIndexer implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(SearchIndexer.name);
  private readonly changed = new Set<RoomId>();
  private timer: NodeJS.Timeout | undefined;
  private sweeper: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;
  private isStopped = false;
  private readonly backlog = { indexed: 0, saidAt: 0 };

  constructor(
    private readonly index: SearchIndex,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    const note = ({ message }: MessagePosted | MessageUpdated | MessageDeleted) => {
      this.changed.add(message.roomId);
      if (this.timer === undefined) this.workIn(gatherMs);
    };
    this.events.on(MessagePosted, note);
    this.events.on(MessageUpdated, note);
    this.events.on(MessageDeleted, note);
  }

  onApplicationBootstrap(): void {
    this.sweepIn(0);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    clearTimeout(this.sweeper);
    await this.working;
  }

  private workIn(ms: number): void {
    if (this.isStopped) return;
    this.timer ??= setTimeout(() => {
      this.working = this.work().finally(() => {
        this.working = undefined;
      });
    }, ms).unref();
  }

  /** One step; the timer stays set until it is over, so that events meanwhile only fill the set. */
  private async work(): Promise<void> {
    const rooms = [...this.changed].slice(0, maxRooms);
    for (const room of rooms) this.changed.delete(room);
    const startedAt = performance.now();
    let restMs = gatherMs;
    try {
      const { indexed, unfinished } = await this.index.advance(rooms);
      for (const room of unfinished) this.changed.add(room);
      this.tellProgress(indexed);
      // Rooms that another process holds come again after a moment; a backlog of one's own goes on sooner.
      if (indexed > 0) restMs = (performance.now() - startedAt) * restFactor;
    } catch (error) {
      for (const room of rooms) this.changed.add(room);
      restMs = retryMs;
      this.report(error, 'The words of messages could not be stored; it is tried again.');
    }
    this.timer = undefined;
    if (this.changed.size > 0) this.workIn(restMs);
  }

  private sweepIn(ms: number): void {
    if (this.isStopped) return;
    this.sweeper = setTimeout(() => {
      void this.sweep().then(() => {
        this.sweepIn(sweepIntervalMs);
      });
    }, ms).unref();
  }

  private async sweep(): Promise<void> {
    try {
      const behind = await this.index.behind(maxRooms);
      for (const { roomId } of behind) this.changed.add(roomId);
      const missing = behind.reduce((sum, room) => sum + room.missing, 0);
      if (missing >= largeBacklog)
        this.logger.log(
          `${String(missing)} messages of ${String(behind.length)} rooms are being made findable.`,
        );
      if (this.changed.size > 0) this.workIn(0);
      else await this.index.removeOrphans(maxOrphans);
    } catch (error) {
      this.report(error, 'Rooms with unsearchable messages could not be looked for; it is tried again.');
    }
  }

  private tellProgress(indexed: number): void {
    this.backlog.indexed += indexed;
    const now = performance.now();
    if (now - this.backlog.saidAt < progressIntervalMs) return;
    if (this.backlog.indexed >= largeBacklog)
      this.logger.log(`${String(this.backlog.indexed)} messages more can be searched.`);
    this.backlog.saidAt = now;
    this.backlog.indexed = 0;
  }

  private report(error: unknown, sentence: string): void {
    if (this.isStopped && isDatabaseOutage(error)) return;
    this.logger.warn({ err: error }, sentence);
  }
}
