import {
  isMentioned,
  limits,
  type MessageView,
  type NotificationLevel,
  type PushMessage,
  type RoomId,
  type SessionId,
  type UserId,
} from '@carillon/contracts';
import { excerpt, parseMessage } from '@carillon/message-format';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { MessagePosted } from '../messages/messages.events.js';
import { Transactions } from '../platform/database/transaction.js';
import { EventBus } from '../platform/events/event-bus.js';
import { AvailabilityService } from '../presence/availability.service.js';
import { DevicesService } from '../presence/devices.service.js';
import { MemberAdded } from '../rooms/rooms.events.js';
import { PushSender } from './push-sender.js';
import { PushChanged } from './push.events.js';

/** How long messages wait: whoever looks at the room has moved their marker by then. Unit: milliseconds. */
const readingMs = 2_000;
/** How often to look which rooms can be pushed to; another process may know more. Unit: milliseconds. */
const refreshMs = 15_000;
/** Messages that wait; beyond, the oldest are let go. */
const maxWaiting = 2_000;

type Row = {
  session_id: SessionId;
  user_id: UserId;
  endpoint: string;
  public_key: Buffer;
  auth: Buffer;
  room_id: RoomId;
  room_name: string;
  level: NotificationLevel;
  last_read_seq: number;
};

/**
 * Decides who is reached while none of their devices is in use. A room in which nobody subscribed costs a post one
 * look into a set.
 */
@Injectable()
export class PushNotifier implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(PushNotifier.name);
  private rooms: ReadonlySet<RoomId> = new Set();
  private waiting: MessageView[] = [];
  private timer: NodeJS.Timeout | undefined;
  private refresher: NodeJS.Timeout | undefined;
  private working: Promise<void> = Promise.resolve();

  constructor(
    private readonly transactions: Transactions,
    private readonly events: EventBus,
    private readonly availability: AvailabilityService,
    private readonly devices: DevicesService,
    private readonly sender: PushSender,
  ) {}

  onModuleInit(): void {
    this.events.on(MessagePosted, ({ message }) => {
      if (this.rooms.has(message.roomId)) this.note(message);
    });
    this.events.on(PushChanged, () => void this.refresh());
    this.events.on(MemberAdded, () => {
      // Only where anybody subscribed at all can another member make a difference.
      if (this.rooms.size > 0) void this.refresh();
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.refresh();
    this.refresher = setInterval(() => void this.refresh(), refreshMs).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.refresher);
    clearTimeout(this.timer);
    await this.working;
  }

  private note(message: MessageView): void {
    this.waiting.push(message);
    if (this.waiting.length > maxWaiting) this.waiting.shift();
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.working = this.push(this.waiting.splice(0));
    }, readingMs).unref();
  }

  private async refresh(): Promise<void> {
    try {
      const found = await this.transactions.rows.query<{ room_id: RoomId }[]>(
        `select distinct m.room_id from push_subscriptions s join memberships m on m.user_id = s.user_id
          where m.desktop_notifications <> 'none' or m.phone_notifications <> 'none'`,
      );
      this.rooms = new Set(found.map(({ room_id }) => room_id));
    } catch (error) {
      this.logger.warn({ err: error }, 'Whom to push to could not be read; it is tried again.');
    }
  }

  private async push(messages: readonly MessageView[]): Promise<void> {
    try {
      const rows = await this.recipients([...new Set(messages.map(({ roomId }) => roomId))]);
      const away = rows.filter(({ user_id }) => this.devices.stateOf(user_id) !== 'available');
      const quiet = await this.availability.whoWantsQuiet([...new Set(away.map(({ user_id }) => user_id))]);
      for (const row of away) {
        const last = messages.findLast((message) => isWanted(message, row));
        if (last !== undefined && !quiet.has(row.user_id)) this.send(row, last);
      }
    } catch (error) {
      this.logger.warn({ err: error }, 'Messages could not be pushed.');
    }
  }

  private recipients(roomIds: readonly RoomId[]): Promise<Row[]> {
    return this.transactions.rows.query<Row[]>(
      `select s.session_id, s.user_id, s.endpoint, s.public_key, s.auth, m.room_id, r.name as room_name,
              case s.device when 'phone' then m.phone_notifications else m.desktop_notifications end as level,
              m.last_read_seq
         from memberships m
         join push_subscriptions s on s.user_id = m.user_id
         join rooms r on r.id = m.room_id
        where m.room_id = any($1::uuid[])`,
      [roomIds],
    );
  }

  private send(row: Row, message: MessageView): void {
    this.sender.send({
      sessionId: row.session_id,
      endpoint: row.endpoint,
      recipient: { publicKey: row.public_key, auth: row.auth },
      message: pushOf(message, row.room_name),
      isUrgent: isMentioned(message, row.user_id),
    });
  }
}

/** Not what they wrote themselves, not what they have read, and nothing below their level. */
function isWanted(message: MessageView, { user_id, room_id, level, last_read_seq }: Row): boolean {
  if (message.roomId !== room_id || message.seq <= last_read_seq) return false;
  if (message.author.kind === 'member' && message.author.userId === user_id) return false;
  return level === 'all' || (level === 'mentions' && isMentioned(message, user_id));
}

function pushOf({ author, content, format, roomId, seq }: MessageView, roomName: string): PushMessage {
  const name = author.kind === 'member' ? author.displayName : `${author.name} (Webhook)`;
  return {
    // Conversations have no name of their own.
    title: roomName === '' ? name : `${name} in ${roomName}`,
    body: excerpt(parseMessage(content, format), limits.push.maxTextLength),
    roomId,
    seq,
    url: `/rooms/${roomId}#message-${String(seq)}`,
  };
}
