import type { AccountView, MemberView, RoomView } from '@carillon/contracts';
import type { ReactNode } from 'react';

export type ConversationProps = {
  /** The open room, kept fresh by whoever owns the list of rooms: its `lastSeq` also tells that something is missing here. */
  room: RoomView;
  account: AccountView;
  /** For the `@` completion; may be empty until the roster has loaded. */
  members: readonly MemberView[];
  /** What stands in a room without a message. */
  emptyState: ReactNode;
};

/**
 * The conversation of one room and the composer below it. Fills its parent, which must have a height of its own
 * (`min-block-size: 0` in a flex column or grid), and scrolls inside.
 */
export function Conversation({ room, emptyState }: ConversationProps) {
  return <section aria-label={room.name}>{emptyState}</section>;
}
