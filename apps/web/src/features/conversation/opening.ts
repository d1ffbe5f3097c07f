import type { RoomView } from '@carillon/contracts';
import { seqOfHash } from '../../shared/page/message-address';
import type { Place } from './timeline';

/** Where a room opens: at the message of the address, else at the first unread one, else at the latest. */
export function openingPlace({ me, lastSeq }: Pick<RoomView, 'me' | 'lastSeq'>, hash: string): Place {
  const seq = seqOfHash(hash);
  if (seq !== null && seq <= lastSeq) return seq;
  return me.unreadCount > 0 && me.lastReadSeq < lastSeq ? me.lastReadSeq + 1 : 'latest';
}
