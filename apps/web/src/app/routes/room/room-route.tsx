import { errorSentence, type RoomId, type RoomView } from '@carillon/contracts';
import { useQuery } from '@tanstack/react-query';
import { DoorClosed } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Link, Navigate, useParams } from 'react-router';
import { RequestAccess } from '../../../features/admissions/request-access';
import { roomsQuery } from '../../../features/rooms/api';
import { EmptyState } from '../../../shared/ui/empty-state';
import { ErrorState } from '../../../shared/ui/error-state';
import { Spinner } from '../../../shared/ui/spinner';
import { untilLoaded } from '../../../shared/page/until-loaded';
import styles from './room-page.module.css';

const loadRoomPage = () => untilLoaded(() => import('./room-page'));

// The largest part of the client, asked for at once, beside the first questions to the server.
loadRoomPage().catch((error: unknown) => {
  console.warn(
    'The page of rooms could not be loaded ahead; it is asked for again when a room opens.',
    error,
  );
});

const RoomPage = lazy(async () => ({ default: (await loadRoomPage()).RoomPage }));

/** The room of the address. Where it is missing from the reader's rooms, it may as well not exist. */
export function RoomRoute() {
  const roomId = useParams()['roomId'];
  const rooms = useQuery(roomsQuery);
  const room = rooms.data?.find(({ id }) => id === roomId);
  const hasVanished = useHasVanished(room, roomId);
  if (room)
    return (
      <Suspense fallback={<Loading />}>
        <RoomPage key={room.id} room={room} />
      </Suspense>
    );
  if (rooms.isPending) return <Loading />;
  if (!rooms.data)
    return (
      <ErrorState
        title="The room cannot be shown"
        error={rooms.error}
        isRetrying={rooms.isFetching}
        onRetry={() => void rooms.refetch()}
      />
    );
  if (hasVanished) return <Navigate to="/" replace />;
  if (!mayBeRoom(roomId)) return <NoSuchRoom />;
  return <RequestAccess key={roomId} roomId={roomId} back={<Link to="/">Back to rooms</Link>} />;
}

/** By its form. The schema of the contract says the same, but would take the whole of zod into the first page. */
function mayBeRoom(text: string | undefined): text is RoomId {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text ?? '');
}

function Loading() {
  return (
    <div className={styles.middle}>
      <Spinner label="Loading room" />
    </div>
  );
}

/** Whether the room was here a moment ago: then it was left or deleted, and a toast has said so. */
function useHasVanished(room: RoomView | undefined, roomId: string | undefined): boolean {
  const [lastSeen, setLastSeen] = useState<string | undefined>();
  if (room && lastSeen !== room.id) setLastSeen(room.id);
  return !room && lastSeen !== undefined && lastSeen === roomId;
}

/** What stands at an address that can be no room's. */
function NoSuchRoom() {
  return (
    <EmptyState
      headingLevel={1}
      icon={<DoorClosed />}
      title={errorSentence('ROOM_NOT_FOUND')}
      actions={<Link to="/">Back to rooms</Link>}
    >
      <p>This address is not one of a room.</p>
    </EmptyState>
  );
}
