import type { RoomView } from '@carillon/contracts';
import { useOutletContext } from 'react-router';
import type { RoomQuestion } from '../../features/rooms/room-menu-items';

/** Which dialog is open wherever one is; those about a room name it. */
export type LayoutDialog =
  | { name: 'none' | 'new-room' | 'new-message' | 'switcher' | 'shortcuts' }
  | { name: RoomQuestion; roomId: string };

/** What the routes below may ask of the layout. */
export type LayoutContext = {
  openNewRoom: () => void;
  openNewMessage: () => void;
  askAbout: (room: RoomView, question: RoomQuestion) => void;
};

export function useLayout(): LayoutContext {
  return useOutletContext<LayoutContext>();
}
