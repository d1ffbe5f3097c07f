import type { RoomView } from '@carillon/contracts';
import { Bell, CheckCheck, Eye, EyeOff, Link, LogOut, Star, StarOff, UserPlus } from 'lucide-react';
import { useMatch, useNavigate } from 'react-router';
import { copyText } from '../../shared/ui/copy-text';
import { MenuItem, MenuSeparator } from '../../shared/ui/menu';
import { showToast } from '../../shared/ui/toasts';
import { useChangeMySettings, useMarkRead } from './api';

/** What asks more than a press: its dialog is for whoever shows the menu to open. */
export type RoomQuestion = 'notifications' | 'add-people' | 'leave';

type Props = {
  room: RoomView;
  onAsk: (question: RoomQuestion) => void;
};

/** What everybody may do with a room of theirs, for the menus it is offered in. */
export function RoomMenuItems({ room, onAsk }: Props) {
  const { me, kind } = room;
  const settings = useChangeMySettings();
  const markRead = useMarkRead();
  const hide = useHide();
  return (
    <>
      {me.unreadCount > 0 && (
        <MenuItem
          icon={<CheckCheck />}
          onSelect={() => {
            markRead.mutate(room);
          }}
        >
          Mark as read
        </MenuItem>
      )}
      <MenuItem
        icon={me.isFavourite ? <StarOff /> : <Star />}
        onSelect={() => {
          settings.mutate({ room, change: { isFavourite: !me.isFavourite } });
        }}
      >
        {me.isFavourite ? 'Remove from favourites' : 'Add to favourites'}
      </MenuItem>
      <MenuItem
        icon={<Bell />}
        onSelect={() => {
          onAsk('notifications');
        }}
      >
        Notifications
      </MenuItem>
      <MenuItem icon={<Link />} onSelect={() => void copyLink(room)}>
        Copy link
      </MenuItem>
      {kind === 'group' && (
        <MenuItem
          icon={<UserPlus />}
          onSelect={() => {
            onAsk('add-people');
          }}
        >
          Add people
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuItem
        icon={me.isHidden ? <Eye /> : <EyeOff />}
        onSelect={() => {
          if (me.isHidden) settings.mutate({ room, change: { isHidden: false } });
          else hide(room);
        }}
      >
        {me.isHidden ? 'Bring back' : kind === 'room' ? 'Hide room' : 'Hide conversation'}
      </MenuItem>
      {kind !== 'direct' && (
        <MenuItem
          icon={<LogOut />}
          tone="danger"
          onSelect={() => {
            onAsk('leave');
          }}
        >
          {kind === 'room' ? 'Leave room' : 'Leave conversation'}
        </MenuItem>
      )}
    </>
  );
}

/** Closes a room and keeps the membership. Who looks at it is led away from it. */
function useHide(): (room: RoomView) => void {
  const settings = useChangeMySettings();
  const openRoomId = useMatch('/rooms/:roomId')?.params.roomId;
  const navigate = useNavigate();
  return (room) => {
    settings.mutate({ room, change: { isHidden: true } });
    if (room.id === openRoomId) void navigate('/');
    showToast(
      room.kind === 'room'
        ? `${room.name} is hidden until someone mentions you. You find it under “Hidden” and by its name.`
        : `The conversation with ${room.name} is hidden until something is said in it.`,
    );
  };
}

async function copyLink({ id, name }: RoomView): Promise<void> {
  const url = new URL(`/rooms/${id}`, window.location.origin).href;
  showToast((await copyText(url)) ? `The link to ${name} is copied.` : `This is the link to ${name}: ${url}`);
}
