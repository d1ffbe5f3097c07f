import type { AccountView, MessageView, RoomView } from '@carillon/contracts';
import { useMemo, useState, type KeyboardEvent, type Ref } from 'react';
import { Virtualizer } from 'virtua';
import { focusMessage, lowestInView } from './actions/message-focus';
import { ListFoot, ListHead, type More, type UnsentActions } from './list-ends';
import styles from './message-list.module.css';
import { firstNewSeq, placed, writtenOf, type NewSince } from './rows';
import type { Place, Timeline } from './timeline';
import { TimelineRow } from './timeline-row';
import { useDrawnMessages } from './use-drawn-messages';
import { useListScroll, type ListPosition, type MessageListHandle, type Start } from './use-list-scroll';
import { useToday } from './use-today';

type Props = {
  ref: Ref<MessageListHandle>;
  room: RoomView;
  account: AccountView;
  timeline: Timeline;
  newSince: NewSince;
  start: Start;
  older: More;
  newer: More;
  unsentActions: UnsentActions;
  onMove: (position: ListPosition) => void;
  onGoTo: (place: Place) => void;
};

/** Height of what stands above the messages; the list has to know it. Unit: CSS pixels. */
const headHeight = 56;

/** Drawn beyond what is in view, so that a quick scroll shows no empty space. Unit: CSS pixels. */
const bufferSize = 600;

/**
 * The messages on hand, oldest first; only those in view, and some around them, are in the document. Asks for more
 * where one of its ends comes near.
 */
export function MessageList(props: Props) {
  const { room, account, timeline, newSince, older, newer } = props;
  const today = useToday();
  // The oldest one on hand tells how the one below it stands, and waits for the one above it.
  const messages = useMemo(
    () => (timeline.hasOlder ? timeline.messages.slice(1) : timeline.messages),
    [timeline.messages, timeline.hasOlder],
  );
  const context = timeline.hasOlder ? timeline.messages[0] : undefined;
  const { drawn, isShift } = useDrawnMessages(timeline.part, messages);
  const firstNew = useMemo(
    () => firstNewSeq(timeline.messages, timeline.hasOlder, account.userId, newSince),
    [timeline.messages, timeline.hasOlder, account.userId, newSince],
  );
  const { scroller, list, foot, ...handlers } = useListScroll({ ...props, drawn, headHeight });
  const [focused, setFocused] = useState<number | null>(null);
  const kept = drawn.findIndex(({ seq }) => seq === focused);

  const drawMessage = (message: MessageView, index: number) => {
    const previous = drawn[index - 1] ?? (context?.seq === message.seq - 1 ? context : undefined);
    const isFirstNew = message.seq === firstNew;
    return (
      <TimelineRow
        key={message.seq}
        message={message}
        reader={account.userId}
        {...placed(previous && writtenOf(previous), writtenOf(message), isFirstNew)}
        isFirstNew={isFirstNew}
        today={today}
      />
    );
  };

  return (
    <div
      ref={scroller}
      data-scroller
      tabIndex={0}
      role="group"
      aria-label="Messages"
      className={styles.scroller}
      onKeyDown={(event) => {
        if (!enterMessages(event)) handlers.handleKeyDown(event);
      }}
      onWheel={handlers.letGo}
      onPointerDown={handlers.letGo}
      onTouchStart={handlers.letGo}
      // Whoever writes in a message, or has its menu open, keeps it while scrolling.
      onFocus={({ target }) => setFocused(seqOf(target))}
      onBlur={() => setFocused(null)}
    >
      {/* What comes into the document by scrolling is nothing new: `ArrivalsSaid` tells what is. */}
      <div
        role="log"
        aria-label={`Messages in ${room.name}`}
        aria-live="off"
        aria-busy={older.isLoading || newer.isLoading}
        className={styles.log}
      >
        <ListHead room={room} hasOlder={timeline.hasOlder} older={older} />
        <Virtualizer
          // Another part of the history is another list.
          key={timeline.part}
          ref={list}
          scrollRef={scroller}
          data={drawn}
          shift={isShift}
          startMargin={headHeight}
          bufferSize={bufferSize}
          keepMounted={kept === -1 ? [] : [kept]}
          onScroll={handlers.handleScroll}
          onResize={handlers.handleResize}
        >
          {drawMessage}
        </Virtualizer>
        <ListFoot
          roomId={room.id}
          {...props}
          ref={foot}
          last={timeline.hasNewer ? undefined : drawn.at(-1)}
          today={today}
        />
      </div>
    </div>
  );
}

/** From the list as a whole, an arrow leads to the message that is seen lowest. */
function enterMessages(event: KeyboardEvent<HTMLElement>): boolean {
  if (event.target !== event.currentTarget || !['ArrowUp', 'ArrowDown'].includes(event.key)) return false;
  const message = lowestInView(event.currentTarget);
  if (!message) return false;
  event.preventDefault();
  focusMessage(message);
  return true;
}

function seqOf(element: Element): number | null {
  const seq = element.closest('[data-seq]')?.getAttribute('data-seq');
  return seq ? Number(seq) : null;
}
