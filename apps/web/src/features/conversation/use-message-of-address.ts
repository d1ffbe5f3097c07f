import { useEffect, useEffectEvent, useRef } from 'react';
import { useLocation } from 'react-router';
import { seqOfHash } from '../../shared/page/message-address';
import type { Place } from './timeline';
import type { Align } from './use-list-scroll';

/** How long a message that is on hand may take to be drawn. Unit: frames. */
const maxFrames = 60;

type GoTo = (place: Place, align?: Align) => Promise<'here' | 'gone' | 'failed'>;

/**
 * Brings the message that the address names into view, wherever in the history it lies. `lastSeq` is the number of
 * the latest message heard of: one that is on its way is waited for.
 */
export function useMessageOfAddress(lastSeq: number, goTo: GoTo): void {
  const { hash, key } = useLocation();
  // The same link followed again is another location; an address changed by hand has no key of its own.
  const visit = `${key} ${hash}`;
  const seq = seqOfHash(hash);
  const hasCome = seq !== null && seq <= lastSeq;
  const shown = useRef<string | null>(null);

  const show = useEffectEvent(async (wanted: number, isOver: () => boolean) => {
    const outcome = await goTo(wanted, 'center');
    if (isOver()) return;
    shown.current = visit;
    if (outcome === 'here') focusOnceDrawn(wanted, isOver);
  });
  useEffect(() => {
    if (!hasCome || shown.current === visit) return;
    let isOver = false;
    void show(seq, () => isOver);
    return () => {
      isOver = true;
    };
  }, [hasCome, seq, visit]);
}

/** A list draws what it is scrolled to within a few frames, and shows it once it knows its height. */
function focusOnceDrawn(seq: number, isOver: () => boolean, frame = 0): void {
  if (isOver() || frame === maxFrames) return;
  requestAnimationFrame(() => {
    const message = document.querySelector<HTMLElement>(`[data-scroller] [data-seq="${String(seq)}"]`);
    if (!message || !isMarked(message)) focusOnceDrawn(seq, isOver, frame + 1);
  });
}

/** It keeps the focus until the reader goes on, and is marked as long. Answers whether it could take the focus. */
function isMarked(message: HTMLElement): boolean {
  message.tabIndex = -1;
  message.focus({ preventScroll: true });
  if (document.activeElement !== message) return false;
  message.addEventListener(
    'blur',
    () => {
      message.removeAttribute('tabindex');
    },
    { once: true },
  );
  return true;
}
