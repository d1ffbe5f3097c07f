import type { MemberView, RoomView } from '@carillon/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { EditMembersDialog } from '../../../features/members/edit-members-dialog';
import { LeaveRoomDialog } from '../../../features/members/leave-room-dialog';
import { dropRoom } from '../../../features/rooms/api';
import { EditRoomDialog } from '../../../features/rooms/edit-room-dialog';
import { useAccount } from '../../../features/session/account-context';
import { ManageWebhooksDialog } from '../../../features/webhooks/manage-webhooks-dialog';
import type { RoomSetting } from './room-settings-menu';

/** Which dialog of a room is open; `new-webhook` is Manage webhooks with the form for a new one. */
export type RoomDialog = RoomSetting | 'new-webhook' | 'none';

type Props = {
  room: RoomView;
  members: readonly MemberView[];
  open: RoomDialog;
  onClose: () => void;
};

/** The dialogs behind the gear. */
export function RoomDialogs({ room, members, open, onClose }: Props) {
  const { userId } = useAccount();
  const queryClient = useQueryClient();
  return (
    <>
      <ManageWebhooksDialog
        roomId={room.id}
        isOpen={open === 'webhooks' || open === 'new-webhook'}
        startsWithNew={open === 'new-webhook'}
        onClose={onClose}
      />
      <EditMembersDialog
        room={room}
        members={members}
        readerId={userId}
        isOpen={open === 'members'}
        onClose={onClose}
      />
      <EditRoomDialog room={room} isOpen={open === 'room'} onClose={onClose} />
      <LeaveRoomDialog
        room={room}
        readerId={userId}
        isOpen={open === 'leave'}
        onClose={onClose}
        onLeft={() => {
          dropRoom(queryClient, room.id);
        }}
      />
    </>
  );
}
