import { useLayoutEffect, useState, type RefObject } from 'react';

/** A list up to this long is there whole. */
const wholeUpTo = 80;
/** Rows beyond the edges, so that scrolling meets no gap. */
const beyond = 12;
/** The window moves by so many rows at once, so that scrolling draws anew only now and then. */
const step = 8;

type RowWindow = {
  first: number;
  /** Exclusive. */
  last: number;
  /** Height of what is left out above and below. Unit: CSS pixels. */
  before: number;
  after: number;
};

/**
 * Which rows of a long list are near what is seen; the others are only room. All rows are of one height. The list is
 * inside an element with `data-scroller`.
 */
export function useRowWindow(list: RefObject<HTMLElement | null>, count: number): RowWindow {
  const isWhole = count <= wholeUpTo;
  const [{ start, end, height }, setSeen] = useState({ start: 0, end: wholeUpTo, height: 0 });

  useLayoutEffect(() => {
    const element = list.current;
    const scroller = element?.closest('[data-scroller]');
    if (isWhole || !element || !scroller) return;
    const look = () => {
      const rowHeight = element.firstElementChild?.getBoundingClientRect().height ?? 0;
      if (rowHeight === 0) return;
      const seen = scroller.getBoundingClientRect();
      const above = seen.top - element.getBoundingClientRect().top;
      const toStep = (row: number) => Math.floor(row / step) * step;
      const next = {
        start: toStep(above / rowHeight - beyond),
        end: toStep((above + seen.height) / rowHeight + beyond) + step,
        height: rowHeight,
      };
      setSeen((known) =>
        known.start === next.start && known.end === next.end && known.height === next.height ? known : next,
      );
    };
    look();
    const resized = new ResizeObserver(look);
    resized.observe(scroller);
    // What stands above the list may grow or shrink, which moves it without scrolling.
    if (scroller.firstElementChild) resized.observe(scroller.firstElementChild);
    scroller.addEventListener('scroll', look, { passive: true });
    return () => {
      resized.disconnect();
      scroller.removeEventListener('scroll', look);
    };
  }, [list, isWhole, count]);

  if (isWhole) return { first: 0, last: count, before: 0, after: 0 };
  const first = Math.min(Math.max(start, 0), count);
  const last = Math.max(Math.min(end, count), first);
  return { first, last, before: first * height, after: (count - last) * height };
}
