import type { RoomView } from '@carillon/contracts';
import { useEffect, useEffectEvent } from 'react';
import { useChangeMySettings } from './api';

/** Whoever opens a room that they had hidden has brought it back. Hiding it while it is open is another matter. */
export function useBringBack(room: RoomView): void {
  const settings = useChangeMySettings();
  const handleOpened = useEffectEvent(() => {
    if (room.me.isHidden) settings.mutate({ room, change: { isHidden: false } });
  });
  useEffect(() => {
    handleOpened();
  }, [room.id]);
}
