import { useQuery, useQueryClient } from '@tanstack/react-query';
import { myAvailabilityQuery } from '../../features/availability/api';
import { Notifications } from '../../features/notifications/notifications';
import { roomsQuery } from '../../features/rooms/api';
import { useAccount } from '../../features/session/account-context';

/** What calls the reader when they look elsewhere, by what the cache knows of rooms and of how to be reached. */
export function Calls() {
  const { userId } = useAccount();
  const queryClient = useQueryClient();
  const { data: rooms = [] } = useQuery(roomsQuery);
  return (
    <Notifications
      reader={userId}
      roomNow={(roomId) => queryClient.getQueryData(roomsQuery.queryKey)?.find(({ id }) => id === roomId)}
      isQuiet={() => queryClient.getQueryData(myAvailabilityQuery.queryKey)?.choice === 'do-not-disturb'}
      calls={rooms.reduce((sum, { me }) => sum + me.unreadMentionCount, 0)}
      unread={rooms.reduce((sum, { me }) => sum + me.unreadCount, 0)}
    />
  );
}
