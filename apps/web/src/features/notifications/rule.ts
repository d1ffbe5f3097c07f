import { isMentioned, type MessageView, type RoomView, type UserId } from '@carillon/contracts';

/** Levels are kept apart for browsers on a desk and for phones. */
export type DeviceKind = 'desktop' | 'phone';

type Question = {
  message: MessageView;
  /** As the reader keeps it now; undefined where they are not in it any more. */
  room: RoomView | undefined;
  reader: UserId;
  device: DeviceKind;
  /** They asked not to be disturbed. */
  isQuiet: boolean;
};

/** Whether a message that came is to be notified of on this device, unless it was read meanwhile. */
export function isWorthNotifying({ message, room, reader, device, isQuiet }: Question): boolean {
  if (isQuiet || room === undefined) return false;
  if (message.author.kind === 'member' && message.author.userId === reader) return false;
  const level = room.me.notificationLevel[device];
  return level === 'all' || (level === 'mentions' && isMentioned(message, reader));
}

/** Whether it was read by now, here or on any device, or is gone. */
export function wasRead(message: MessageView, room: RoomView | undefined): boolean {
  return room === undefined || room.me.lastReadSeq >= message.seq;
}

/** A device that is held in a hand. */
export function deviceKind(): DeviceKind {
  return window.matchMedia('(pointer: coarse) and (max-width: 48rem)').matches ? 'phone' : 'desktop';
}
