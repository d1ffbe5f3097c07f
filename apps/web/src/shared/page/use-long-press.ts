import { useEffect, useRef, type MouseEvent, type PointerEvent } from 'react';

/** How long a finger rests until it is a long press. Unit: milliseconds. */
const longPressMs = 500;
/** How far a finger may tremble. Unit: CSS pixels. */
const trembling = 10;

type Point = { x: number; y: number };

/**
 * Handlers for an element that does something where a finger rests on it. A finger that moves is scrolling, and the
 * press that follows a long one is swallowed. Mice have their right button instead.
 */
export function useLongPress(onLongPress: (point: Point) => void) {
  const start = useRef<Point | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wasLong = useRef(false);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  const forget = () => {
    clearTimeout(timer.current);
    start.current = null;
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      wasLong.current = false;
      if (event.pointerType === 'mouse') return;
      const point = { x: event.clientX, y: event.clientY };
      start.current = point;
      timer.current = setTimeout(() => {
        start.current = null;
        wasLong.current = true;
        onLongPress(point);
      }, longPressMs);
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const from = start.current;
      if (from && Math.hypot(clientX - from.x, clientY - from.y) > trembling) forget();
    },
    onPointerUp: forget,
    onPointerCancel: forget,
    onClickCapture: (event: MouseEvent) => {
      if (!wasLong.current) return;
      wasLong.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
