import type { RoomView } from '@carillon/contracts';
import { Ellipsis } from 'lucide-react';
import { memo, useRef, type MouseEvent } from 'react';
import { NavLink } from 'react-router';
import { Badge } from '../../../shared/ui/badge';
import { classNames } from '../../../shared/ui/class-names';
import type { ElementOrPoint } from '../../../shared/ui/menu';
import { RoomFace } from '../room-face';
import styles from './room-row.module.css';
import { useLongPress } from '../../../shared/page/use-long-press';

type Props = {
  room: RoomView;
  isBeingRead: boolean;
  onMenu: (room: RoomView, anchor: ElementOrPoint) => void;
  /** It was pressed, and opens. */
  onOpen?: () => void;
};

/** One room in the sidebar: bold and with numbers while something in it is unread. Its menu opens by right click,
 * long press, the menu key, or the button at its end. */
export const RoomRow = memo(function RoomRow({ room, isBeingRead, onMenu, onOpen }: Props) {
  const isUnread = room.me.unreadCount > 0 && !isBeingRead;
  const link = useRef<HTMLAnchorElement>(null);
  const longPress = useLongPress((point) => {
    onMenu(room, point);
  });
  function handleContextMenu(event: MouseEvent) {
    event.preventDefault();
    // The menu key has no place of its own: the menu belongs to the line then.
    const isByKey = event.clientX === 0 && event.clientY === 0;
    if (isByKey && link.current) onMenu(room, link.current);
    else onMenu(room, { x: event.clientX, y: event.clientY });
  }
  return (
    <div className={styles.row} onContextMenu={handleContextMenu} {...longPress}>
      <NavLink
        ref={link}
        to={`/rooms/${room.id}`}
        title={room.name}
        draggable={false}
        onClick={onOpen}
        className={({ isActive }) =>
          classNames(
            styles.room,
            isActive && styles.active,
            isUnread && styles.unread,
            room.me.isHidden && styles.hidden,
          )
        }
      >
        <RoomFace room={room} />
        <span className={styles.name}>
          <bdi>{room.name}</bdi>
        </span>
        {isUnread && <Unread room={room} />}
      </NavLink>
      <button
        type="button"
        aria-label={`More about ${room.name}`}
        aria-haspopup="menu"
        className={styles.more}
        onClick={(event) => {
          onMenu(room, event.currentTarget);
        }}
      >
        <Ellipsis />
      </button>
    </div>
  );
});

function Unread({ room: { kind, me } }: { room: RoomView }) {
  const { unreadCount, unreadMentionCount } = me;
  const messages = `${String(unreadCount)} unread ${unreadCount === 1 ? 'message' : 'messages'}`;
  // Whatever is said in a conversation is said to its reader.
  if (kind !== 'room')
    return (
      <Badge tone="call" label={messages}>
        {atMost99(unreadCount)}
      </Badge>
    );
  return (
    <>
      {unreadMentionCount > 0 && (
        <Badge
          tone="call"
          label={`${String(unreadMentionCount)} unread ${unreadMentionCount === 1 ? 'mention' : 'mentions'}`}
        >
          @{atMost99(unreadMentionCount)}
        </Badge>
      )}
      <Badge label={messages}>{atMost99(unreadCount)}</Badge>
    </>
  );
}

function atMost99(count: number): string {
  return count > 99 ? '99+' : String(count);
}
