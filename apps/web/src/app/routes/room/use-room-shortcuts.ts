import type { RoomView } from '@carillon/contracts';
import type { RefObject } from 'react';
import { useMarkRead } from '../../../features/rooms/api';
import { useShortcut } from '../../../shared/shortcuts/shortcuts';

type Options = {
  room: RoomView;
  /** The part of the page that holds the conversation. */
  conversation: RefObject<HTMLElement | null>;
  onToggleRoster: () => void;
};

/** Keys that work while a room is open. */
export function useRoomShortcuts({ room, conversation, onToggleRoster }: Options): void {
  const markRead = useMarkRead();
  useShortcut({ keys: 'Escape', label: 'Mark the room as read', group: 'In a room' }, () => {
    if (room.me.unreadCount === 0) return false;
    markRead.mutate(room);
    return undefined;
  });
  useShortcut({ keys: 'mod+.', label: 'Show or hide the roster', group: 'In a room' }, () => {
    onToggleRoster();
    return undefined;
  });
  useShortcut({ keys: 'mod+shift+l', label: 'Go to the message field', group: 'In a room' }, () => {
    // Last in its part of the page, below whatever is being edited above.
    conversation.current?.querySelector<HTMLElement>('form:last-of-type textarea')?.focus();
    return undefined;
  });
  useShortcut({ keys: 'Enter', label: 'Send', group: 'Writing' }, null);
  useShortcut({ keys: 'shift+Enter', label: 'New line', group: 'Writing' }, null);
  useShortcut({ keys: 'mod+b', label: 'Bold', group: 'Writing' }, null);
  useShortcut({ keys: 'mod+i', label: 'Italic', group: 'Writing' }, null);
  useShortcut({ keys: 'mod+e', label: 'Code', group: 'Writing' }, null);
}
