import { useQuery } from '@tanstack/react-query';
import { MessagesSquare, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { AvailabilityItems } from '../../features/availability/availability-items';
import { MyDot, MyStatus } from '../../features/availability/my-mark';
import { roomsQuery } from '../../features/rooms/api';
import { RoomList } from '../../features/rooms/room-list';
import { useAccount } from '../../features/session/account-context';
import { AccountMenu } from '../../features/session/account-menu';
import { Button } from '../../shared/ui/button';
import { EmptyState } from '../../shared/ui/empty-state';
import { ErrorState } from '../../shared/ui/error-state';
import { IconButton } from '../../shared/ui/icon-button';
import { Skeleton } from '../../shared/ui/skeleton';
import { Brand } from './brand';
import styles from './sidebar.module.css';
import { untilLoaded } from '../../shared/page/until-loaded';
import { narrowScreen, useMedia } from '../../shared/page/use-media';

// Rarely needed, and not for the first paint.
const StatusDialog = lazy(async () => ({
  default: (await untilLoaded(() => import('./my-status-dialog'))).MyStatusDialog,
}));

type Props = {
  roomBeingRead: string | null;
  onNewRoom: () => void;
};

/** The rooms of the reader, and who the reader is. */
export function Sidebar({ roomBeingRead, onNewRoom }: Props) {
  return (
    <nav aria-label="Rooms and account" className={styles.sidebar}>
      <header className={styles.header}>
        <Brand />
      </header>
      <div className={styles.heading}>
        <h2>Rooms</h2>
        <IconButton label="New room" size="small" onClick={onNewRoom}>
          <Plus />
        </IconButton>
      </div>
      <div className={styles.rooms}>
        <Rooms roomBeingRead={roomBeingRead} onNewRoom={onNewRoom} />
      </div>
      <footer className={styles.footer}>
        <Account />
      </footer>
    </nav>
  );
}

/** The account menu, with how its owner is to be reached. */
function Account() {
  const { alias } = useAccount();
  const [isEditing, setIsEditing] = useState(false);
  return (
    <>
      <AccountMenu
        mark={<MyDot />}
        status={<MyStatus fallback={`@${alias}`} />}
        items={
          <AvailabilityItems
            onEdit={() => {
              setIsEditing(true);
            }}
          />
        }
      />
      {isEditing && (
        <Suspense fallback={null}>
          <StatusDialog
            isOpen
            onClose={() => {
              setIsEditing(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}

function Rooms({ roomBeingRead, onNewRoom }: Props) {
  const rooms = useQuery(roomsQuery);
  const isNarrow = useMedia(narrowScreen);
  if (rooms.data && rooms.data.length > 0)
    return <RoomList rooms={rooms.data} roomBeingRead={roomBeingRead} />;
  if (rooms.isPending) return <Skeleton label="Loading rooms" rows={5} />;
  if (!rooms.data)
    return (
      <ErrorState
        title="The rooms cannot be shown"
        error={rooms.error}
        isRetrying={rooms.isFetching}
        onRetry={() => void rooms.refetch()}
      />
    );
  // On a wide screen the page beside says the same at more length.
  return isNarrow ? <NoRooms onNewRoom={onNewRoom} /> : <p className={styles.none}>No rooms yet.</p>;
}

/** What somebody sees who is in no room. */
export function NoRooms({ onNewRoom }: { onNewRoom: () => void }) {
  return (
    <EmptyState
      icon={<MessagesSquare />}
      title="You are in no room yet"
      actions={
        <Button tone="primary" icon={<Plus />} onClick={onNewRoom}>
          Create your first room
        </Button>
      }
    >
      <p>Make a room and add people and webhooks to it, or wait until someone adds you to theirs.</p>
    </EmptyState>
  );
}
