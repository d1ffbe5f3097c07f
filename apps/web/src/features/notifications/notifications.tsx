import type { MessageView, RoomId, RoomView, UserId } from '@carillon/contracts';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { useRealtimeEvent } from '../../shared/realtime/realtime-context';
import { choicesHere, permissionHere } from './choices';
import { markFavicon } from './favicon';
import { lead } from './leading-tab';
import { deviceKind, isWorthNotifying, wasRead } from './rule';
import { closeRead, showMessage } from './show';
import { ring } from './sound';

/**
 * How long a message waits to be read before it is notified of: whoever looks at the room moves its marker within this
 * time, on any tab and any device, and then nothing is said. Unit: milliseconds.
 */
const readingMs = 1_600;

type Props = {
  reader: UserId;
  /** A room as the reader keeps it at this moment. */
  roomNow: (roomId: RoomId) => RoomView | undefined;
  isQuiet: () => boolean;
  calls: number;
  unread: number;
};

/** Calls the reader: notifications, a sound, the mark in the tab. Mounted once; shows nothing in the page. */
export function Notifications({ reader, roomNow, isQuiet, calls, unread }: Props) {
  const notify = useNotifier(reader, roomNow, isQuiet);
  useRealtimeEvent('message:created', notify);
  useRealtimeEvent('room:read', ({ roomId, lastReadSeq }) => {
    if (permissionHere() === 'granted')
      closeRead(roomId, lastReadSeq).catch(warn('A notification that was read could not be closed.'));
  });
  useEffect(() => {
    markFavicon(calls, unread > 0).catch(warn('The mark in the tab could not be drawn.'));
  }, [calls, unread]);
  useClicks();
  return null;
}

function useNotifier(reader: UserId, roomNow: Props['roomNow'], isQuiet: Props['isQuiet']) {
  const leading = useRef<ReturnType<typeof lead>>(undefined);
  const waiting = useRef(new Map<RoomId, { timer: ReturnType<typeof setTimeout>; message: MessageView }>());
  useEffect(() => {
    const ours = lead();
    const timers = waiting.current;
    leading.current = ours;
    return () => {
      ours.stop();
      for (const { timer } of timers.values()) clearTimeout(timer);
      timers.clear();
    };
  }, []);

  const isWanted = (message: MessageView) =>
    isWorthNotifying({
      message,
      reader,
      room: roomNow(message.roomId),
      device: deviceKind(),
      isQuiet: isQuiet(),
    });

  const settle = (roomId: RoomId) => {
    const message = waiting.current.get(roomId)?.message;
    waiting.current.delete(roomId);
    if (message === undefined || leading.current?.isLeading() !== true) return;
    const room = roomNow(roomId);
    if (room === undefined || wasRead(message, room) || !isWanted(message)) return;
    const { shows, sounds } = choicesHere();
    if (shows && permissionHere() === 'granted')
      showMessage(message, room).catch(warn('A notification could not be shown.'));
    if (sounds) ring().catch(warn('The sound could not be played.'));
  };
  // What is known when the time is over counts, not what was when it began.
  const settleNow = useRef(settle);
  useEffect(() => {
    settleNow.current = settle;
  });

  // Of many messages of a room in a row the last one is told of; the first one starts the time.
  return (message: MessageView) => {
    if (!isWanted(message)) return;
    const known = waiting.current.get(message.roomId);
    const timer =
      known?.timer ??
      setTimeout(() => {
        settleNow.current(message.roomId);
      }, readingMs);
    waiting.current.set(message.roomId, { timer, message });
  };
}

/** A click on a notification, while this page is open, comes here by the service worker. */
function useClicks(): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return;
    const handleMessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'object' && data !== null && 'open' in data && typeof data.open === 'string')
        void navigate(data.open);
    };
    navigator.serviceWorker.addEventListener('message', handleMessage);
    return () => {
      navigator.serviceWorker.removeEventListener('message', handleMessage);
    };
  }, [navigate]);
}

function warn(sentence: string) {
  return (error: unknown) => {
    console.warn(sentence, error);
  };
}
