import { roomId, type RoomId } from '@carillon/contracts';

/** Where a search has come to: everything newer was looked at, this place included. */
export type Place = { createdAt: Date; roomId: RoomId; seq: number };

export function cursorOf({ createdAt, roomId: id, seq }: Place): string {
  return `${String(createdAt.getTime())}.${id}.${String(seq)}`;
}

/** Undefined where it is no cursor of ours. */
export function placeOf(cursor: string): Place | undefined {
  const [, time = '', id = '', seq = ''] = /^(\d{1,15})\.([0-9a-f-]{36})\.(\d{1,9})$/.exec(cursor) ?? [];
  const parsed = roomId.safeParse(id);
  const createdAt = new Date(Number(time));
  if (!parsed.success || time === '' || Number.isNaN(createdAt.getTime())) return undefined;
  return { createdAt, roomId: parsed.data, seq: Number(seq) };
}
