import { useQuery } from '@tanstack/react-query';
import { Navigate } from 'react-router';
import { roomsQuery } from '../../features/rooms/api';
import { suggestRooms } from '../../features/rooms/finder/rank';
import { recentRooms } from '../../features/rooms/finder/recent-rooms';
import { useLayout } from '../layout/layout-context';
import { NoRooms } from '../layout/sidebar';
import { narrowScreen, useMedia } from '../../shared/page/use-media';

/** Where no room is open: the last one opened here, or where something was said last, or the way to a first room. */
export function HomeRoute() {
  const { openNewRoom, openNewMessage } = useLayout();
  const { data: rooms } = useQuery(roomsQuery);
  const isNarrow = useMedia(narrowScreen);
  // On a narrow screen the list of rooms is a page of its own, and this is it.
  if (!rooms || isNarrow) return null;
  const [room] = suggestRooms(rooms, recentRooms(), null, 1);
  if (room) return <Navigate to={`/rooms/${room.id}`} replace />;
  return <NoRooms onNewRoom={openNewRoom} onNewMessage={openNewMessage} />;
}
