import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { roomsQuery } from '../../features/rooms/api';
import { neighbourOf } from '../../features/rooms/sidebar/neighbour';
import { useShortcut } from '../../shared/shortcuts/shortcuts';
import type { LayoutDialog } from './layout-context';

/** Keys that work wherever one is. */
export function useLayoutShortcuts(openRoomId: string | null, open: (dialog: LayoutDialog) => void): void {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const go = (step: 1 | -1, isUnreadOnly: boolean) => () => {
    const rooms = queryClient.getQueryData(roomsQuery.queryKey) ?? [];
    const room = neighbourOf(rooms, { openRoomId, step, isUnreadOnly });
    if (room) void navigate(`/rooms/${room.id}`);
    return undefined;
  };
  const opening = (name: 'switcher' | 'shortcuts' | 'new-message') => () => {
    open({ name });
    return undefined;
  };
  useShortcut({ keys: 'mod+k', label: 'Go to a room or person', group: 'Anywhere' }, opening('switcher'));
  useShortcut({ keys: 'mod+shift+k', label: 'New message', group: 'Anywhere' }, opening('new-message'));
  useShortcut({ keys: 'mod+shift+f', label: 'Search messages', group: 'Anywhere' }, () => {
    void navigate('/search');
    return undefined;
  });
  useShortcut({ keys: 'mod+/', label: 'This list', group: 'Anywhere' }, opening('shortcuts'));
  useShortcut({ keys: 'alt+ArrowUp', label: 'Room above', group: 'Rooms' }, go(-1, false));
  useShortcut({ keys: 'alt+ArrowDown', label: 'Room below', group: 'Rooms' }, go(1, false));
  useShortcut({ keys: 'alt+shift+ArrowUp', label: 'Unread room above', group: 'Rooms' }, go(-1, true));
  useShortcut({ keys: 'alt+shift+ArrowDown', label: 'Unread room below', group: 'Rooms' }, go(1, true));
}
