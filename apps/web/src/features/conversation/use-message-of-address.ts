import type { RoomId } from '@carillon/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import { useLocation } from 'react-router';
import { seqOfHash } from '../../shared/page/message-address';
import { showToast } from '../../shared/ui/toasts';
import { readBackTo } from './api';

/**
 * Brings the message that the address names into view, reading older ones until it is there. `newest` is the number
 * of the newest message on screen: one that is on its way is waited for.
 */
export function useMessageOfAddress(
  roomId: RoomId,
  newest: number,
  scroller: RefObject<HTMLElement | null>,
): void {
  const queryClient = useQueryClient();
  const { hash, key } = useLocation();
  const seq = seqOfHash(hash);
  const hasCome = seq !== null && seq <= newest;
  // The same link followed again is another location.
  const shownKey = useRef<string | null>(null);

  const show = useEffectEvent(async (wanted: number, isOver: () => boolean) => {
    const outcome = await readBackTo(queryClient, roomId, wanted);
    if (isOver()) return;
    shownKey.current = key;
    // Drawn with the messages just read, which happens before the next frame.
    requestAnimationFrame(() => {
      const message = scroller.current?.querySelector<HTMLElement>(`[data-seq="${String(wanted)}"]`);
      if (message) bringIntoView(message);
      else showToast(sentences[outcome]);
    });
  });
  useEffect(() => {
    if (!hasCome || shownKey.current === key) return;
    let isOver = false;
    void show(seq, () => isOver);
    return () => {
      isOver = true;
    };
  }, [hasCome, seq, key]);
}

const sentences = {
  reached: 'That message is no longer there.',
  tooFar: 'That message lies too far back to be shown.',
  failed: 'The message could not be loaded. Try again.',
};

/** It keeps the focus until the reader goes on, and is marked as long. */
function bringIntoView(message: HTMLElement): void {
  message.tabIndex = -1;
  message.addEventListener(
    'blur',
    () => {
      message.removeAttribute('tabindex');
    },
    { once: true },
  );
  message.focus({ preventScroll: true });
  message.scrollIntoView({ block: 'center' });
}
