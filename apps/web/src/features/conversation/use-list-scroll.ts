import type { MessageView } from '@carillon/contracts';
import {
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  type KeyboardEvent,
  type Ref,
} from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { More } from './list-ends';
import type { Place, Timeline } from './timeline';

/** What of the list is in view. */
export type ListPosition = {
  /** The reader stands at the end of the conversation, and stays there. */
  isAtEnd: boolean;
  /** Numbers of the first and the last message in view. */
  first: number;
  last: number;
};

/** Where a message is brought to: the beginning of what is in view, below some context, or its middle. */
export type Align = 'start' | 'center';

/** Where a list starts. */
export type Start = { place: Place; align: Align };

export type MessageListHandle = {
  jumpToEnd: () => void;
  /** Brings a message on hand into view; answers whether it is there. */
  show: (seq: number, align: Align) => boolean;
  scrollByPages: (pages: number) => void;
};

/** How far from the end still counts as standing there. Unit: CSS pixels. */
const endTolerance = 48;

/** More is asked for when fewer messages than this are left in its direction. */
const messagesAhead = 40;

/** Left free above a message that is brought to the beginning. Unit: CSS pixels. */
const spaceAbove = 72;

/** How long a message is held where it was brought, while heights around it become known. Unit: milliseconds. */
const aimMs = 1000;

/** How much of a page a key moves: what stood at the edge stays in view. */
const pageShare = 0.9;

type Input = {
  ref: Ref<MessageListHandle>;
  timeline: Timeline;
  drawn: readonly MessageView[];
  headHeight: number;
  start: Start;
  older: More;
  newer: More;
  onMove: (position: ListPosition) => void;
  onGoTo: (place: Place) => void;
};

/**
 * Where the reader is in the list. Whoever stands at its end stays there, whatever is added or changes its height;
 * whoever stands above stays with the messages they look at, which is the list's own doing.
 */
export function useListScroll(input: Input) {
  const { ref, timeline, drawn, headHeight, start, older, newer, onMove, onGoTo } = input;
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const foot = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(false);
  const lastTop = useRef(0);
  const aim = useRef<{ seq: number; align: Align; until: number } | null>(null);

  const moveToEnd = () => {
    const element = scroller.current;
    if (!element) return;
    element.scrollTop = element.scrollHeight;
    lastTop.current = element.scrollTop;
  };

  const look = () => {
    const [element, handle] = [scroller.current, list.current];
    if (!element || !handle || handle.viewportSize === 0) return;
    const { scrollTop, clientHeight, scrollHeight } = element;
    const isNearEnd = !timeline.hasNewer && scrollHeight - scrollTop - clientHeight <= endTolerance;
    // Only a move upwards leaves the end: what is added below it, or grows, has not been followed yet.
    const staysAtEnd = isAtEnd.current && !timeline.hasNewer && scrollTop >= lastTop.current - 1;
    isAtEnd.current = isNearEnd || (staysAtEnd && !aim.current);
    lastTop.current = scrollTop;

    const firstIndex = handle.findItemIndex(scrollTop);
    const lastIndex = lastAbove(handle, scrollTop + clientHeight, headHeight);
    onMove({
      isAtEnd: isAtEnd.current,
      first: drawn[firstIndex]?.seq ?? 0,
      last: drawn[lastIndex]?.seq ?? 0,
    });
    if (timeline.hasOlder && firstIndex < messagesAhead) loadUnlessTried(older);
    if (timeline.hasNewer && lastIndex > drawn.length - messagesAhead) loadUnlessTried(newer);
  };

  const takeAim = () => {
    const [element, handle, wanted] = [scroller.current, list.current, aim.current];
    if (!element || !handle || !wanted) return;
    const index = drawn.findIndex(({ seq }) => seq === wanted.seq);
    if (index === -1 || performance.now() > wanted.until) {
      aim.current = null;
      return;
    }
    const [top, height] = [headHeight + handle.getItemOffset(index), handle.getItemSize(index)];
    const isCentred = wanted.align === 'center' && height < element.clientHeight;
    element.scrollTop = top - (isCentred ? (element.clientHeight - height) / 2 : spaceAbove);
  };

  const settle = () => {
    if (aim.current) takeAim();
    else if (isAtEnd.current && !timeline.hasNewer) moveToEnd();
    look();
  };

  const handleScroll = () => {
    // What still moves from before, such as the smooth scrolling of a key, does not carry the aim away.
    if (aim.current) takeAim();
    look();
  };

  const jumpToEnd = () => {
    aim.current = null;
    isAtEnd.current = true;
    moveToEnd();
  };

  const show = (seq: number, align: Align) => {
    if (!drawn.some((message) => message.seq === seq)) return false;
    aim.current = { seq, align, until: performance.now() + aimMs };
    takeAim();
    return true;
  };

  /** Whoever scrolls is not held any longer. */
  const letGo = () => {
    aim.current = null;
  };

  const scrollByPages = (pages: number) => {
    letGo();
    const element = scroller.current;
    element?.scrollBy({ top: pages * pageShare * element.clientHeight });
  };

  const handleKeyDown = (event: KeyboardEvent) => {
    letGo();
    if (event.target !== event.currentTarget || event.altKey || event.shiftKey || event.metaKey) return;
    if (event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    onGoTo(event.key === 'Home' ? 1 : 'latest');
  };

  useImperativeHandle(ref, () => ({ jumpToEnd, show, scrollByPages }));

  // Once for each part of the history.
  const handleStart = useEffectEvent(() => {
    if (start.place === 'latest' || !show(start.place, start.align)) jumpToEnd();
  });
  useLayoutEffect(() => {
    handleStart();
  }, [timeline.part]);

  const handleChange = useEffectEvent(settle);
  useLayoutEffect(() => {
    handleChange();
  }, [drawn, timeline.hasOlder, timeline.hasNewer, timeline.unsent]);
  useEffect(() => {
    const element = foot.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      handleChange();
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);

  return { scroller, list, foot, handleScroll, handleResize: settle, handleKeyDown, letGo };
}

/** The last item that ends above the lower edge of what is in view. */
function lastAbove(handle: VirtualizerHandle, edge: number, headHeight: number): number {
  let index = handle.findItemIndex(edge);
  while (index > 0 && headHeight + handle.getItemOffset(index) + handle.getItemSize(index) > edge + 1)
    index -= 1;
  return index;
}

function loadUnlessTried(more: More): void {
  if (!more.isLoading && !more.hasFailed) more.load();
}
