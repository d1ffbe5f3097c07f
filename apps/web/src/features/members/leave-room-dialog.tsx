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
      title={room.kind === 'room' ? `Leave ${room.name}?` : `Leave the conversation with ${room.name}?`}
      confirmLabel={room.kind === 'room' ? 'Leave room' : 'Leave conversation'}
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
      <p>
        {room.kind === 'room'
          ? 'You no longer see the room and its history. To come back, someone must add you again.'
          : 'You no longer see what was and will be said in it. To come back, one of the others must add you again.'}
      </p>
    </ConfirmDialog>
  );
}
