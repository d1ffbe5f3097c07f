import type { AccountView, RoomView } from '@carillon/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useImperativeHandle, useRef, useState, type ReactNode, type Ref } from 'react';
import { useIsPageInView } from '../../shared/page/use-is-page-in-view';
import { showToast } from '../../shared/ui/toasts';
import { boundTimeline, bringPlace, isTooLong, readTimeline, useLoadNewer, useLoadOlder } from './api';
import { ArrivalsSaid } from './arrivals-said';
import styles from './conversation.module.css';
import { JumpToLatest } from './jump-to-latest';
import type { UnsentActions } from './list-ends';
import { MessageList } from './message-list';
import type { Place, Timeline } from './timeline';
import type { ListPosition, MessageListHandle, Start } from './use-list-scroll';
import { useHeldBack } from './use-held-back';
import { useMessageOfAddress } from './use-message-of-address';
import { useNewSince } from './use-new-since';
import { useReadMarker } from './use-read-marker';
import { useSeen } from './use-seen';

/** What can be done with the open conversation from outside of what scrolls. */
export type PaneHandle = {
  scrollByPages: (pages: number) => void;
  /** Brings a message into view. */
  show: (seq: number) => void;
};

type Props = {
  ref: Ref<PaneHandle>;
  room: RoomView;
  account: AccountView;
  timeline: Timeline;
  /** Where the room was opened. */
  opening: Place;
  emptyState: ReactNode;
  unsentActions: UnsentActions;
};

/** The part that scrolls, and what depends on where the reader stands in it. */
export function ConversationPane(props: Props) {
  const { ref, room, account, timeline, opening, emptyState, unsentActions } = props;
  const list = useRef<MessageListHandle>(null);
  const isWatching = useIsPageInView();
  const older = useLoadOlder(room.id);
  const newer = useLoadNewer(room.id);
  const [position, setPosition] = useState<ListPosition>({
    isAtEnd: opening === 'latest',
    first: 0,
    last: 0,
  });
  const seen = useSeen(timeline, room.me.lastReadSeq, position);
  const newSince = useNewSince({
    lastReadSeq: room.me.lastReadSeq,
    readRound: room.me.readRound,
    lastSeq: room.lastSeq,
    isWatching,
    isLeftBehind: position.isAtEnd && timeline.hasNewer,
  });
  const { start, goTo } = useGoTo(room, opening, list);
  const lastSeq = Math.max(room.lastSeq, timeline.lastSeq);

  const isHeldBack = useHeldBack(room.me.readRound, isWatching);
  useReadMarker(room.id, seen, room.me, isWatching && !isHeldBack);
  useBounds(room, timeline, position);
  useJumpAfterWriting(timeline.unsent.length, () => void goTo('latest'));
  useMessageOfAddress(lastSeq, goTo);
  useImperativeHandle(ref, () => ({
    scrollByPages: (pages) => list.current?.scrollByPages(pages),
    show: (seq) => {
      if (seq < position.first || seq > position.last) void goTo(seq, 'center');
    },
  }));

  if (lastSeq === 0 && timeline.messages.length === 0 && timeline.unsent.length === 0) {
    return <div className={styles.empty}>{emptyState}</div>;
  }
  return (
    <div className={styles.pane}>
      <MessageList
        ref={list}
        room={room}
        account={account}
        timeline={timeline}
        newSince={newSince}
        start={start}
        older={{ isLoading: older.isPending, hasFailed: older.isError, load: older.mutate }}
        newer={{ isLoading: newer.isPending, hasFailed: newer.isError, load: newer.mutate }}
        unsentActions={unsentActions}
        onMove={(next) => setPosition((now) => (isSamePosition(now, next) ? now : next))}
        onGoTo={(place) => void goTo(place)}
      />
      <ArrivalsSaid timeline={timeline} reader={account.userId} />
      <JumpToLatest
        isAtEnd={position.isAtEnd}
        count={lastSeq - Math.max(seen, room.me.lastReadSeq)}
        onJump={() => void goTo('latest')}
      />
    </div>
  );
}

function isSamePosition(one: ListPosition, other: ListPosition): boolean {
  return one.isAtEnd === other.isAtEnd && one.first === other.first && one.last === other.last;
}

/** The way to any place in the history, on hand or not. The list starts anew there if it was not. */
function useGoTo(room: RoomView, opening: Place, list: { readonly current: MessageListHandle | null }) {
  const queryClient = useQueryClient();
  const [start, setStart] = useState<Start>({ place: opening, align: 'start' });
  const goTo = async (place: Place, align: Start['align'] = 'start'): Promise<'here' | 'gone' | 'failed'> => {
    setStart({ place, align });
    const part = readTimeline(queryClient, room.id)?.part;
    const outcome = await bringPlace(queryClient, room.id, place);
    if (outcome === 'failed') return outcome;
    const timeline = readTimeline(queryClient, room.id);
    if (timeline?.part === part) {
      if (place === 'latest') list.current?.jumpToEnd();
      else list.current?.show(place, align);
    }
    const isHere = place === 'latest' || timeline?.messages.some(({ seq }) => seq === place);
    return isHere ? 'here' : 'gone';
  };
  return {
    start,
    goTo: async (place: Place, align?: Start['align']) => {
      const outcome = await goTo(place, align);
      if (outcome === 'failed') showToast('The messages there could not be loaded. Try again.');
      if (outcome === 'gone') showToast('That message is no longer there.');
      return outcome;
    },
  };
}

/** Forgets what lies far from what is in view. */
function useBounds(room: RoomView, timeline: Timeline, { isAtEnd, first }: ListPosition): void {
  const queryClient = useQueryClient();
  const isTooMuch = isTooLong(timeline);
  useEffect(() => {
    if (isTooMuch) boundTimeline(queryClient, room.id, isAtEnd ? Infinity : first);
  }, [queryClient, room.id, isTooMuch, isAtEnd, first]);
}

/** Who writes wants to see what they wrote. */
function useJumpAfterWriting(unsentCount: number, jumpToEnd: () => void): void {
  const before = useRef(unsentCount);
  useEffect(() => {
    if (unsentCount > before.current) jumpToEnd();
    before.current = unsentCount;
  }, [unsentCount, jumpToEnd]);
}
