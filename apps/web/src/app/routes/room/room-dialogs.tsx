import type { MemberView, RoomView } from '@carillon/contracts';
import { useEffect, useEffectEvent } from 'react';
import { useInvite } from '../../../features/admissions/api';
import { SentInvitations } from '../../../features/admissions/sent-invitations';
import { PinnedMessagesDialog } from '../../../features/conversation/pins/pinned-messages-dialog';
import { EditMembersDialog } from '../../../features/members/edit-members-dialog';
import { EditRoomDialog } from '../../../features/rooms/edit-room-dialog';
import { useAccount } from '../../../features/session/account-context';
import { ManageWebhooksDialog } from '../../../features/webhooks/manage-webhooks-dialog';
import { showToast } from '../../../shared/ui/toasts';
import type { RoomSetting } from './room-settings-menu';

/** Which dialog of a room is open; `new-webhook` is Manage webhooks with the form for a new one. */
export type RoomDialog = RoomSetting | 'new-webhook' | 'pins' | 'none';

type Props = {
  room: RoomView;
  members: readonly MemberView[];
  open: RoomDialog;
  onClose: () => void;
};

/** The dialogs behind the gear. */
export function RoomDialogs({ room, members, open, onClose }: Props) {
  const { userId } = useAccount();
  const invite = useInvite(room.id);
  // Whoever loses the right to something while its dialog is open, loses sight of the dialog too.
  const isAdministrator = room.me.role === 'administrator';
  const mayAdd = room.kind === 'room' && (isAdministrator || room.invitePolicy === 'everyone');
  useClosedWithNotice(!mayOpen(open, { isAdministrator, mayAdd }), room.name, onClose);
  return (
    <>
      <ManageWebhooksDialog
        roomId={room.id}
        isOpen={isAdministrator && (open === 'webhooks' || open === 'new-webhook')}
        startsWithNew={open === 'new-webhook'}
        onClose={onClose}
      />
      <EditMembersDialog
        room={room}
        members={members}
        readerId={userId}
        isOpen={mayAdd && open === 'members'}
        onClose={onClose}
        onInvite={invite.mutateAsync}
        invited={<SentInvitations roomId={room.id} />}
      />
      <EditRoomDialog room={room} isOpen={isAdministrator && open === 'room'} onClose={onClose} />
      <PinnedMessagesDialog room={room} reader={userId} isOpen={open === 'pins'} onClose={onClose} />
    </>
  );
}

function mayOpen(dialog: RoomDialog, rights: { isAdministrator: boolean; mayAdd: boolean }): boolean {
  switch (dialog) {
    case 'webhooks':
    case 'new-webhook':
    case 'room':
      return rights.isAdministrator;
    case 'members':
      return rights.mayAdd;
    case 'pins':
    case 'none':
      return true;
  }
}

/** Says why a dialog vanished. It is closed for good: another change of role must not bring it back. */
function useClosedWithNotice(isForbidden: boolean, roomName: string, onClose: () => void): void {
  const handleForbidden = useEffectEvent(() => {
    showToast(`You are no longer an administrator of ${roomName}.`);
    onClose();
  });
  useEffect(() => {
    if (isForbidden) handleForbidden();
  }, [isForbidden]);
}
