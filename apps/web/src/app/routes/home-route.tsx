import { useQuery } from '@tanstack/react-query';
import { Navigate } from 'react-router';
import { roomsQuery } from '../../features/rooms/api';
import { useLayout } from '../layout/app-layout';
import { recall } from '../../shared/page/remembered';
import { NoRooms } from '../layout/sidebar';
import { narrowScreen, useMedia } from '../../shared/page/use-media';

/** Where no room is open: the last one opened here or the first one, or the way to a first room. */
export function HomeRoute() {
  const { openNewRoom } = useLayout();
  const { data: rooms } = useQuery(roomsQuery);
  const isNarrow = useMedia(narrowScreen);
  // On a narrow screen the list of rooms is a page of its own, and this is it.
  if (!rooms || isNarrow) return null;
  const lastRoom = recall('lastRoom');
  const room = rooms.find(({ id }) => id === lastRoom) ?? rooms[0];
  if (room) return <Navigate to={`/rooms/${room.id}`} replace />;
  return <NoRooms onNewRoom={openNewRoom} />;
}
