import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Outlet, useMatch } from 'react-router';
import { useAdmissionsLive } from '../../features/admissions/live';
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
import type { LayoutContext, LayoutDialog } from './layout-context';
import { Sidebar } from './sidebar';
import { useDocumentTitle } from './use-document-title';
import { useLayoutShortcuts } from './use-layout-shortcuts';
import { untilLoaded } from '../../shared/page/until-loaded';
import { useIsPageInView } from '../../shared/page/use-is-page-in-view';

// Not needed for the first paint, so it comes right behind it.
const LayoutDialogs = lazy(async () => ({
  default: (await untilLoaded(() => import('./layout-dialogs'))).LayoutDialogs,
}));

const Calls = lazy(async () => ({ default: (await untilLoaded(() => import('./calls'))).Calls }));

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
  const [dialog, setDialog] = useState<LayoutDialog>({ name: 'none' });
  const openRoomId = useMatch('/rooms/:roomId')?.params.roomId ?? null;
  const isSearching = useMatch('/search') !== null;
  const roomBeingRead = useRoomBeingRead(openRoomId);
  useUnreadTitle(openRoomId, roomBeingRead, isSearching);
  useLayoutShortcuts(openRoomId, setDialog);
  const { data: rooms } = useQuery(roomsQuery);
  const context: LayoutContext = {
    openNewRoom: () => {
      setDialog({ name: 'new-room' });
    },
    openNewMessage: () => {
      setDialog({ name: 'new-message' });
    },
    askAbout: ({ id }, name) => {
      setDialog({ name, roomId: id });
    },
  };
  return (
    <div className={classNames(styles.layout, (openRoomId !== null || isSearching) && styles.roomOpen)}>
      <div className={styles.banner}>
        <ConnectionBanner />
      </div>
      <Sidebar
        openRoomId={openRoomId}
        roomBeingRead={roomBeingRead}
        onNewRoom={context.openNewRoom}
        onNewMessage={context.openNewMessage}
        onAsk={context.askAbout}
      />
      <main className={styles.main}>
        <Outlet context={context} />
      </main>
      <Suspense fallback={null}>
        <Calls />
      </Suspense>
      <Suspense fallback={null}>
        <LayoutDialogs
          open={dialog}
          room={'roomId' in dialog ? rooms?.find(({ id }) => id === dialog.roomId) : undefined}
          openRoomId={openRoomId}
          onClose={() => {
            setDialog({ name: 'none' });
          }}
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
  useAdmissionsLive(userId);
  useWebhooksLive();
}

/** A room in view is being read, so that nothing in it counts as news. */
function useRoomBeingRead(openRoomId: string | null): string | null {
  return useIsPageInView() ? openRoomId : null;
}

function useUnreadTitle(openRoomId: string | null, roomBeingRead: string | null, isSearching: boolean): void {
  const { data: rooms = [] } = useQuery(roomsQuery);
  const open = rooms.find(({ id }) => id === openRoomId);
  const unread = rooms
    .filter(({ id, me }) => id !== roomBeingRead && !me.isHidden)
    .reduce((sum, { me }) => sum + me.unreadCount, 0);
  useDocumentTitle(open?.name ?? (isSearching ? 'Search' : null), unread);
}
