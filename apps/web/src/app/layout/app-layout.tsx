import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Outlet, useMatch, useNavigate, useOutletContext } from 'react-router';
import { useAvailabilityLive } from '../../features/availability/live';
import { useMembersLive } from '../../features/members/live';
import { roomsQuery } from '../../features/rooms/api';
import { useRoomsLive } from '../../features/rooms/live';
import { useAccount } from '../../features/session/account-context';
import { useSessionLive } from '../../features/session/live';
import { RequireSession } from '../../features/session/require-session';
import { useWebhooksLive } from '../../features/webhooks/live';
import { ConnectionBanner } from '../../shared/realtime/connection-banner';
import { RealtimeProvider } from '../../shared/realtime/realtime-provider';
import { classNames } from '../../shared/ui/class-names';
import styles from './app-layout.module.css';
import { Sidebar } from './sidebar';
import { useDocumentTitle } from './use-document-title';
import { untilLoaded } from '../../shared/page/until-loaded';
import { useIsPageInView } from '../../shared/page/use-is-page-in-view';

// Not needed for the first paint, so it comes right behind it.
const NewRoomDialog = lazy(async () => ({
  default: (await untilLoaded(() => import('../../features/rooms/new-room-dialog'))).NewRoomDialog,
}));

/** What the routes below may ask of the layout. */
type LayoutContext = { openNewRoom: () => void };

export function useLayout(): LayoutContext {
  return useOutletContext<LayoutContext>();
}

/** The pages of a signed-in person: rooms at the start, the route beside them. */
export function AppLayout() {
  return (
    <RequireSession>
      <RealtimeProvider>
        <SignedInLayout />
      </RealtimeProvider>
    </RequireSession>
  );
}

function SignedInLayout() {
  useLive();
  const navigate = useNavigate();
  const [isNewRoomOpen, setIsNewRoomOpen] = useState(false);
  const openRoomId = useMatch('/rooms/:roomId')?.params.roomId ?? null;
  const roomBeingRead = useRoomBeingRead(openRoomId);
  useUnreadTitle(openRoomId, roomBeingRead);
  const openNewRoom = () => {
    setIsNewRoomOpen(true);
  };
  return (
    <div className={classNames(styles.layout, openRoomId !== null && styles.roomOpen)}>
      <div className={styles.banner}>
        <ConnectionBanner />
      </div>
      <Sidebar roomBeingRead={roomBeingRead} onNewRoom={openNewRoom} />
      <main className={styles.main}>
        <Outlet context={{ openNewRoom } satisfies LayoutContext} />
      </main>
      <Suspense fallback={null}>
        <NewRoomDialog
          isOpen={isNewRoomOpen}
          onClose={() => {
            setIsNewRoomOpen(false);
          }}
          onCreated={(room) => void navigate(`/rooms/${room.id}`)}
        />
      </Suspense>
    </div>
  );
}

/** Everything that keeps the cache as the server has it, for as long as somebody is signed in. */
function useLive(): void {
  const { userId } = useAccount();
  useSessionLive();
  useRoomsLive(userId);
  useMembersLive();
  useAvailabilityLive();
  useWebhooksLive();
}

/** A room in view is being read, so that nothing in it counts as news. */
function useRoomBeingRead(openRoomId: string | null): string | null {
  return useIsPageInView() ? openRoomId : null;
}

function useUnreadTitle(openRoomId: string | null, roomBeingRead: string | null): void {
  const { data: rooms = [] } = useQuery(roomsQuery);
  const open = rooms.find(({ id }) => id === openRoomId);
  const unread = rooms
    .filter(({ id }) => id !== roomBeingRead)
    .reduce((sum, { me }) => sum + me.unreadCount, 0);
  useDocumentTitle(open?.name ?? null, unread);
}
