import type { RoomView, UserId } from '@carillon/contracts';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog';
import { useRemoveMember } from './api';

type Props = {
  room: RoomView;
  readerId: UserId;
  isOpen: boolean;
  onClose: () => void;
  onLeft: () => void;
};

/** Asks before the reader leaves a room for good. */
export function LeaveRoomDialog({ room, readerId, isOpen, onClose, onLeft }: Props) {
  const leave = useRemoveMember(room.id);
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={`Leave ${room.name}?`}
      confirmLabel="Leave room"
      isBusy={leave.isPending}
      error={leave.error?.message}
      onCancel={() => {
        leave.reset();
        onClose();
      }}
      onConfirm={() => {
        leave.mutate(readerId, { onSuccess: onLeft });
      }}
    >
      <p>You no longer see the room and its history. To come back, someone must add you again.</p>
    </ConfirmDialog>
  );
}
