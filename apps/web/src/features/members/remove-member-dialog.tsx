import type { MemberView, RoomId } from '@carillon/contracts';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog';
import { useRemoveMember } from './api';

type Props = {
  roomId: RoomId;
  member: MemberView;
  isOpen: boolean;
  onDone: () => void;
};

/** Asks before a member is removed. */
export function RemoveMemberDialog({ roomId, member, isOpen, onDone }: Props) {
  const remove = useRemoveMember(roomId);

  function handleCancel() {
    remove.reset();
    onDone();
  }

  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={`Remove ${member.displayName}?`}
      confirmLabel="Remove"
      isBusy={remove.isPending}
      error={remove.error?.message}
      onCancel={handleCancel}
      onConfirm={() => {
        remove.mutate(member.userId, { onSuccess: onDone });
      }}
    >
      <p>They lose sight of the room and its history, and can be added again.</p>
    </ConfirmDialog>
  );
}
