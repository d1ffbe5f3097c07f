import type { RoomId, RoomView } from '@carillon/contracts';
import { useState } from 'react';
import { lastActivity } from './sections';

/** Keeps rooms where they are while the pointer is above them: what one is about to press must not move away. */
export function useHeldActivity(rooms: readonly RoomView[]) {
  const [held, setHeld] = useState<ReadonlyMap<RoomId, string> | null>(null);
  return {
    activityOf: (room: RoomView) => held?.get(room.id) ?? lastActivity(room),
    hold: () => {
      setHeld(new Map(rooms.map((room) => [room.id, lastActivity(room)])));
    },
    release: () => {
      setHeld(null);
    },
  };
}
