import type { RoomId } from '@carillon/contracts';

const prefix = '#message-';

/** The address of one message in its room. `seq` is its number there. */
export function messageAddress(roomId: RoomId, seq: number): string {
  return `/rooms/${roomId}${prefix}${String(seq)}`;
}

/** Which message an address means; null if none. */
export function seqOfHash(hash: string): number | null {
  const digits = hash.startsWith(prefix) ? hash.slice(prefix.length) : '';
  return /^[1-9]\d{0,14}$/.test(digits) ? Number(digits) : null;
}
