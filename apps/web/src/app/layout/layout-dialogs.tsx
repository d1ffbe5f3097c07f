import { limits, type RoomId, type RoomView } from '@carillon/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { LeaveRoomDialog } from '../../features/members/leave-room-dialog';
import { useAddPeople } from '../../features/members/api';
import { dropRoom, useOpenConversation } from '../../features/rooms/api';
import { PeoplePickerDialog } from '../../features/rooms/finder/people-picker-dialog';
import { QuickSwitcher } from '../../features/rooms/finder/quick-switcher';
import { NewRoomDialog } from '../../features/rooms/new-room-dialog';
import { NotificationsDialog } from '../../features/rooms/notifications-dialog';
import { useAccount } from '../../features/session/account-context';
import { ShortcutsDialog } from '../../shared/shortcuts/shortcuts-dialog';
import type { LayoutDialog } from './layout-context';

type Props = {
  open: LayoutDialog;
  /** The room that `open` is about, as it is now. */
  room: RoomView | undefined;
  openRoomId: string | null;
  onClose: () => void;
};

/** The dialogs that can open wherever one is. */
export function LayoutDialogs({ open, room, openRoomId, onClose }: Props) {
  const navigate = useNavigate();
  const { userId } = useAccount();
  const goTo = (roomId: RoomId) => void navigate(`/rooms/${roomId}`);
  return (
    <>
      <NewRoomDialog
        isOpen={open.name === 'new-room'}
        onClose={onClose}
        onCreated={({ id }) => {
          goTo(id);
        }}
      />
      <QuickSwitcher
        isOpen={open.name === 'switcher'}
        onClose={onClose}
        readerId={userId}
        openRoomId={openRoomId}
        onChosen={goTo}
      />
      <ShortcutsDialog isOpen={open.name === 'shortcuts'} onClose={onClose} />
      <NewMessageDialog isOpen={open.name === 'new-message'} onClose={onClose} onOpened={goTo} />
      {room && <RoomQuestions open={open} room={room} onClose={onClose} />}
    </>
  );
}

type NewMessageProps = { isOpen: boolean; onClose: () => void; onOpened: (roomId: RoomId) => void };

function NewMessageDialog({ isOpen, onClose, onOpened }: NewMessageProps) {
  const { userId } = useAccount();
  const start = useOpenConversation();
  return (
    <PeoplePickerDialog
      isOpen={isOpen}
      onClose={() => {
        start.reset();
        onClose();
      }}
      title="New message"
      description="To one person, or to several at once."
      submitLabel="Start"
      without={[userId]}
      isBusy={start.isPending}
      error={start.error}
      onSubmit={(people) => {
        start.mutate(
          people.map((person) => person.userId),
          {
            onSuccess: ({ id }) => {
              onClose();
              onOpened(id);
            },
          },
        );
      }}
    />
  );
}

function RoomQuestions({ open, room, onClose }: { open: LayoutDialog; room: RoomView; onClose: () => void }) {
  const { userId } = useAccount();
  const queryClient = useQueryClient();
  const add = useAddPeople(room.id);
  return (
    <>
      <NotificationsDialog room={room} isOpen={open.name === 'notifications'} onClose={onClose} />
      <LeaveRoomDialog
        room={room}
        readerId={userId}
        isOpen={open.name === 'leave'}
        onClose={onClose}
        onLeft={() => {
          onClose();
          dropRoom(queryClient, room.id);
        }}
      />
      <PeoplePickerDialog
        isOpen={open.name === 'add-people'}
        onClose={() => {
          add.reset();
          onClose();
        }}
        title="Add people"
        description="They will see everything that was said here."
        submitLabel="Add"
        without={[userId, ...room.people.map((person) => person.userId)]}
        atMost={limits.conversations.maxPeople - room.memberCount}
        isBusy={add.isPending}
        error={add.error}
        onSubmit={(people) => {
          add.mutate(
            people.map((person) => person.userId),
            { onSuccess: onClose },
          );
        }}
      />
    </>
  );
}
