import { useCallback, useRef, useState, type UIEvent } from 'react';

/** How far from the end still counts as standing there. Unit: CSS pixels. */
const endTolerance = 48;

/** Farther away than this, a smooth way to the end would only be a long one. Unit: heights of the scroller. */
const maxSmoothPages = 3;

/**
 * Whether the reader stands at the end of the conversation. Its scroller is laid out from the end (`column-reverse`),
 * so its position is 0 there and negative above: whoever stands at the end stays there by itself when something is
 * added, and whoever stands above stays where they are when older messages are put in front.
 */
export function useAtEnd() {
  const scroller = useRef<HTMLDivElement>(null);
  const [isAtEnd, setIsAtEnd] = useState(true);

  const handleScroll = useCallback((event: UIEvent<HTMLElement>) => {
    setIsAtEnd(Math.abs(event.currentTarget.scrollTop) <= endTolerance);
  }, []);

  const jumpToEnd = useCallback((isSmooth: boolean) => {
    const element = scroller.current;
    if (!element) return;
    const isFar = -element.scrollTop > maxSmoothPages * element.clientHeight;
    if (isSmooth && !isFar && movesFreely()) element.scrollTo({ top: 0, behavior: 'smooth' });
    else element.scrollTop = 0;
  }, []);

  return { scroller, isAtEnd, handleScroll, jumpToEnd };
}

function movesFreely(): boolean {
  return !window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
