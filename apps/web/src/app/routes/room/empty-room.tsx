import type { RoomView } from '@carillon/contracts';
import { MessagesSquare, UsersRound } from 'lucide-react';
import { FirstSteps } from '../../../features/webhooks/first-steps';
import { EmptyState } from '../../../shared/ui/empty-state';
import type { RoomDialog } from './room-dialogs';

type Props = { room: RoomView; onOpen: (dialog: RoomDialog) => void };

/** What stands in a room without messages: for administrators the way to a first post. */
export function EmptyRoom({ room, onOpen }: Props) {
  if (room.kind !== 'room')
    return (
      <EmptyState icon={<UsersRound />} title={room.name}>
        <p>
          {room.kind === 'direct'
            ? 'This is between the two of you. Nobody else can see it.'
            : 'This is among you. Only the people in it can see it.'}
        </p>
      </EmptyState>
    );
  if (room.me.role !== 'administrator')
    return (
      <EmptyState icon={<MessagesSquare />} title="No messages yet">
        <p>Write the first one below.</p>
      </EmptyState>
    );
  return (
    <FirstSteps
      roomId={room.id}
      onAddWebhook={() => {
        onOpen('new-webhook');
      }}
      onInvite={() => {
        onOpen('members');
      }}
    />
  );
}
