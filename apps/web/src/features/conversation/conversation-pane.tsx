import type { AccountView, RoomView } from '@carillon/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, type ReactNode } from 'react';
import { trimTimeline, useLoadOlder } from './api';
import styles from './conversation.module.css';
import { JumpToLatest } from './jump-to-latest';
import { MessageList, type UnsentActions } from './message-list';
import { newestSeq, type Timeline } from './timeline';
import { useAtEnd } from './use-at-end';
import { useMessageOfAddress } from './use-message-of-address';
import { useNewSince } from './use-new-since';
import { useReadMarker } from './use-read-marker';
import { useIsPageInView } from '../../shared/page/use-is-page-in-view';

/** Messages on hand beyond which those far back are forgotten while the reader stands at the end. */
const maxOnHand = 600;

type Props = {
  room: RoomView;
  account: AccountView;
  timeline: Timeline;
  emptyState: ReactNode;
  unsentActions: UnsentActions;
};

/** The part that scrolls, and what depends on where the reader stands in it. */
export function ConversationPane({ room, account, timeline, emptyState, unsentActions }: Props) {
  const { scroller, isAtEnd, handleScroll, jumpToEnd } = useAtEnd();
  const isWatching = useIsPageInView();
  const newSince = useNewSince(room.me.lastReadSeq, room.lastSeq, isWatching);
  const older = useLoadOlder(room.id);
  const newest = newestSeq(timeline);

  useReadMarker(room.id, newest, room.me.lastReadSeq, isAtEnd && isWatching);
  useTrimmingAtEnd(room, timeline, isAtEnd);
  useJumpAfterWriting(timeline.unsent.length, jumpToEnd);
  useMessageOfAddress(room.id, newest, scroller);

  if (timeline.messages.length === 0 && timeline.unsent.length === 0) {
    return <div className={styles.empty}>{emptyState}</div>;
  }
  return (
    <div className={styles.pane}>
      <div
        ref={scroller}
        data-scroller
        tabIndex={0}
        role="group"
        aria-label="Messages"
        className={styles.scroller}
        onScroll={handleScroll}
      >
        <MessageList
          room={room}
          account={account}
          timeline={timeline}
          newSince={newSince}
          older={{ isLoading: older.isPending, hasFailed: older.isError, load: older.mutate }}
          unsentActions={unsentActions}
        />
      </div>
      <JumpToLatest isAtEnd={isAtEnd} newest={newest} onJump={() => jumpToEnd(true)} />
    </div>
  );
}

function useTrimmingAtEnd(room: RoomView, timeline: Timeline, isAtEnd: boolean): void {
  const queryClient = useQueryClient();
  const isTooMuch = isAtEnd && timeline.messages.length > maxOnHand;
  useEffect(() => {
    if (isTooMuch) trimTimeline(queryClient, room.id);
  }, [queryClient, room.id, isTooMuch]);
}

/** Who writes wants to see what they wrote. */
function useJumpAfterWriting(unsentCount: number, jumpToEnd: (isSmooth: boolean) => void): void {
  const before = useRef(unsentCount);
  useEffect(() => {
    if (unsentCount > before.current) jumpToEnd(false);
    before.current = unsentCount;
  }, [unsentCount, jumpToEnd]);
}
