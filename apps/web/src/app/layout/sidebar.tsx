import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { RoomView } from '@carillon/contracts';
import { Bell, MessagesSquare, Plus, Search, SquarePen } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import { Inbox } from '../../features/admissions/inbox';
import { AvailabilityItems } from '../../features/availability/availability-items';
import { MyDot, MyStatus } from '../../features/availability/my-mark';
import { putRoom, roomsQuery } from '../../features/rooms/api';
import type { RoomQuestion } from '../../features/rooms/room-menu-items';
import { RoomList } from '../../features/rooms/sidebar/room-list';
import { useAccount } from '../../features/session/account-context';
import { AccountMenu } from '../../features/session/account-menu';
import { TypingSetting } from '../../features/typing/typing-setting';
import { Button } from '../../shared/ui/button';
import { EmptyState } from '../../shared/ui/empty-state';
import { ErrorState } from '../../shared/ui/error-state';
import { IconButton } from '../../shared/ui/icon-button';
import { MenuItem } from '../../shared/ui/menu';
import { Skeleton } from '../../shared/ui/skeleton';
import { Brand } from './brand';
import styles from './sidebar.module.css';
import { untilLoaded } from '../../shared/page/until-loaded';
import { narrowScreen, useMedia } from '../../shared/page/use-media';

// Rarely needed, and not for the first paint.
const StatusDialog = lazy(async () => ({
  default: (await untilLoaded(() => import('./my-status-dialog'))).MyStatusDialog,
}));

const NotificationSettings = lazy(async () => ({
  default: (await untilLoaded(() => import('./notification-settings'))).NotificationSettings,
}));

type Props = {
  openRoomId: string | null;
  roomBeingRead: string | null;
  onNewRoom: () => void;
  onNewMessage: () => void;
  onAsk: (room: RoomView, question: RoomQuestion) => void;
};

/** The rooms of the reader, and who the reader is. */
export function Sidebar(props: Props) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return (
    <nav aria-label="Rooms and account" className={styles.sidebar}>
      <header className={styles.header}>
        <Brand />
        <IconButton label="Search messages" onClick={() => void navigate('/search')}>
          <Search />
        </IconButton>
        <IconButton label="New message" onClick={props.onNewMessage}>
          <SquarePen />
        </IconButton>
      </header>
      <Inbox
        onAccepted={(room) => {
          putRoom(queryClient, room);
          void navigate(`/rooms/${room.id}`);
        }}
      />
      <div className={styles.rooms}>
        <Rooms {...props} />
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
  const [isChoosing, setIsChoosing] = useState(false);
  return (
    <>
      <AccountMenu
        mark={<MyDot />}
        status={<MyStatus fallback={`@${alias}`} />}
        settings={<TypingSetting />}
        items={
          <>
            <AvailabilityItems
              onEdit={() => {
                setIsEditing(true);
              }}
            />
            <MenuItem
              icon={<Bell />}
              onSelect={() => {
                setIsChoosing(true);
              }}
            >
              Notifications
            </MenuItem>
          </>
        }
      />
      {isChoosing && (
        <Suspense fallback={null}>
          <NotificationSettings
            onClose={() => {
              setIsChoosing(false);
            }}
          />
        </Suspense>
      )}
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

function Rooms({ openRoomId, roomBeingRead, onNewRoom, onNewMessage, onAsk }: Props) {
  const { userId } = useAccount();
  const rooms = useQuery(roomsQuery);
  const isNarrow = useMedia(narrowScreen);
  if (rooms.data && (rooms.data.length > 0 || !isNarrow))
    return (
      <RoomList
        rooms={rooms.data}
        readerId={userId}
        openRoomId={openRoomId}
        roomBeingRead={roomBeingRead}
        onAsk={onAsk}
        newRoom={
          <IconButton label="New room" size="small" onClick={onNewRoom}>
            <Plus />
          </IconButton>
        }
        newMessage={
          <IconButton label="Message somebody" size="small" onClick={onNewMessage}>
            <Plus />
          </IconButton>
        }
      />
    );
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
  // On a narrow screen there is no page beside that says it.
  return <NoRooms onNewRoom={onNewRoom} onNewMessage={onNewMessage} />;
}

/** What somebody sees who is in no room. */
export function NoRooms({ onNewRoom, onNewMessage }: Pick<Props, 'onNewRoom' | 'onNewMessage'>) {
  return (
    <EmptyState
      icon={<MessagesSquare />}
      title="You are in no room yet"
      actions={
        <>
          <Button tone="primary" icon={<Plus />} onClick={onNewRoom}>
            Create your first room
          </Button>
          <Button icon={<SquarePen />} onClick={onNewMessage}>
            Message somebody
          </Button>
        </>
      }
    >
      <p>Make a room and add people and webhooks to it, or wait until someone adds you to theirs.</p>
    </EmptyState>
  );
}
