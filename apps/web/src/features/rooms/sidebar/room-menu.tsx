import type { RoomView } from '@carillon/contracts';
import { MenuAt, type ElementOrPoint } from '../../../shared/ui/menu';
import { RoomMenuItems, type RoomQuestion } from '../room-menu-items';

type Props = {
  room: RoomView;
  anchor: ElementOrPoint;
  onAsk: (question: RoomQuestion) => void;
  onClose: () => void;
};

/** What can be done with a room, beside its line or where it was pressed. */
export function RoomMenu({ room, anchor, onAsk, onClose }: Props) {
  return (
    <MenuAt anchor={anchor} label={room.name} onClose={onClose}>
      <RoomMenuItems room={room} onAsk={onAsk} />
    </MenuAt>
  );
}
