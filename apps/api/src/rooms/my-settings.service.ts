import type { MySettingsChange, MySettingsView, NotificationLevel, RoomId } from '@carillon/contracts';
import { Injectable } from '@nestjs/common';
import type { Identity } from '../identity/identity.js';
import { Transactions } from '../platform/database/transaction.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { RoomAccess } from './room-access.js';
import { isAnswered, presentSettings } from './room.presenter.js';
import { MySettingsChanged } from './rooms.events.js';
import { readWaiting } from './waiting.js';

/** How a member keeps a room: as a favourite, hidden, and of what they are notified. Nobody else learns of it. */
@Injectable()
export class MySettingsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: RoomAccess,
  ) {}

  /** What the change leaves out stays as it is. @throws DomainError ROOM_NOT_FOUND */
  async change({ user }: Identity, roomId: RoomId, change: MySettingsChange): Promise<MySettingsView> {
    return this.transactions.run(async ({ rows, announce }) => {
      const { room, membership } = await this.access.enter(rows, roomId, user.id);
      const [changed] = await rows.query<[Changed[], number]>(statement, [
        roomId,
        user.id,
        change.isFavourite ?? null,
        change.isHidden ?? null,
        change.notificationLevel?.desktop ?? null,
        change.notificationLevel?.phone ?? null,
      ]);
      // Whoever was removed since the look above has nothing left to keep.
      const [row] = changed;
      if (row === undefined) throw new DomainError('ROOM_NOT_FOUND');
      membership.isFavourite = row.is_favourite;
      membership.hiddenAtSeq = row.hidden_at_seq;
      membership.desktopNotifications = row.desktop_notifications;
      membership.phoneNotifications = row.phone_notifications;
      const waiting = (await readWaiting(rows, user.id, [roomId])).get(roomId);
      const isCalledBack = (waiting?.isCalledBack ?? false) || isAnswered(room, membership);
      const settings = { roomId, ...presentSettings(membership, isCalledBack) };
      announce(new MySettingsChanged(user.id, settings));
      return settings;
    });
  }
}

type Changed = {
  is_favourite: boolean;
  hidden_at_seq: number | null;
  desktop_notifications: NotificationLevel;
  phone_notifications: NotificationLevel;
};

/** A room is hidden as it stands at this moment: what is said from the next message on may bring it back. */
const statement = `
  update memberships set
         is_favourite = coalesce($3, is_favourite),
         hidden_at_seq = case $4::boolean
           when true then (select last_seq from rooms where id = $1)
           when false then null
           else hidden_at_seq end,
         desktop_notifications = coalesce($5, desktop_notifications),
         phone_notifications = coalesce($6, phone_notifications)
   where room_id = $1 and user_id = $2
  returning is_favourite, hidden_at_seq, desktop_notifications, phone_notifications`;
