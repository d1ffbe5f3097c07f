import type { MessageView } from '@carillon/contracts';
import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type PointerEvent } from 'react';
import type { MessageActions } from './actions-context';
import { isAllowed } from './allowed';
import { focusComposer, focusMessage, neighbourOf } from './message-focus';
import { actionOfKey } from './shortcuts';

/** How long a finger rests on a message before its actions open. Unit: milliseconds. */
const longPressMs = 450;
/** A finger that moves farther scrolls. Unit: CSS pixels. */
const maxDrift = 10;

/** A popup of a row that is open: it keeps the row's tools in place. */
export type RowPopup = 'none' | 'menu' | 'picker';

/** What one message listens to: the pointer above it, the focus in it, keys on it, a finger that rests on it. */
export function useRow(message: MessageView, actions: MessageActions | null) {
  const [isHovered, setIsHovered] = useState(false);
  const [hasFocus, setHasFocus] = useState(false);
  const [popup, setPopup] = useState<RowPopup>('none');
  const longPress = useLongPress(() => actions?.openSheet(message));
  if (!actions) return null;

  const handleKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // Keys inside the message belong to what they are pressed in.
    if (event.target !== event.currentTarget) return;
    if (handleMove(event)) event.preventDefault();
    const name = actionOfKey(event);
    if (!name || !isAllowed(name, message, actions)) return;
    event.preventDefault();
    if (name === 'react') setPopup('picker');
    else actions.run(name, message);
  };

  return {
    isActive: isHovered || hasFocus || popup !== 'none',
    popup,
    setPopup,
    handlers: {
      onPointerEnter: (event: PointerEvent) => {
        if (event.pointerType === 'mouse') setIsHovered(true);
      },
      onPointerLeave: () => {
        setIsHovered(false);
      },
      onFocus: (event: FocusEvent<HTMLElement>) => {
        // A tap gives the focus too, and needs no tools.
        if (event.target.matches(':focus-visible')) setHasFocus(true);
      },
      onBlur: (event: FocusEvent<HTMLElement>) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setHasFocus(false);
      },
      onKeyDown: handleKeyDown,
      ...longPress,
    },
  };
}

/** Arrows go from message to message; Escape goes back to writing. */
function handleMove({ key, currentTarget, altKey, ctrlKey, metaKey }: KeyboardEvent<HTMLElement>): boolean {
  if (altKey || ctrlKey || metaKey) return false;
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const next = neighbourOf(currentTarget, key === 'ArrowUp' ? -1 : 1);
    if (next) focusMessage(next);
    else if (key === 'ArrowDown') focusComposer(currentTarget);
    return true;
  }
  if (key === 'Escape') focusComposer(currentTarget);
  return key === 'Escape';
}

function useLongPress(onLongPress: () => void) {
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null);
  const end = () => {
    clearTimeout(press.current?.timer);
    press.current = null;
  };
  useEffect(() => () => clearTimeout(press.current?.timer), []);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      end();
      // Links and buttons have a long press of their own.
      if (event.pointerType !== 'touch' || isControl(event.target)) return;
      const { clientX: x, clientY: y } = event;
      const timer = setTimeout(() => {
        end();
        swallowTap();
        onLongPress();
      }, longPressMs);
      press.current = { timer, x, y };
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const start = press.current;
      if (start && Math.hypot(clientX - start.x, clientY - start.y) > maxDrift) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, textarea, summary') !== null;
}

/** When the finger leaves, the page would take it for a tap on what has just opened below it. */
function swallowTap(): void {
  document.addEventListener(
    'touchend',
    (event) => {
      event.preventDefault();
    },
    { once: true, passive: false },
  );
}
