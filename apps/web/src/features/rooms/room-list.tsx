import type { RoomView } from '@carillon/contracts';
import { useState } from 'react';
import { NavLink } from 'react-router';
import { Badge } from '../../shared/ui/badge';
import { classNames } from '../../shared/ui/class-names';
import { FilterField } from '../../shared/ui/filter-field';
import styles from './room-list.module.css';

/** From how many rooms on a filter is worth its place. */
const filterFromRooms = 8;

type Props = {
  rooms: readonly RoomView[];
  /** The room that is being read at this moment: nothing in it is news. */
  roomBeingRead: string | null;
};

/** The rooms of the reader; unread ones are bold and say how much. */
export function RoomList({ rooms, roomBeingRead }: Props) {
  const [filter, setFilter] = useState('');
  const hasFilter = rooms.length >= filterFromRooms;
  const shown = hasFilter ? rooms.filter((room) => matches(room, filter)) : rooms;
  return (
    <>
      {hasFilter && (
        <div className={styles.filter}>
          <FilterField label="Filter rooms" value={filter} onValueChange={setFilter} />
        </div>
      )}
      <ul aria-label="Rooms" className={styles.list}>
        {shown.map((room) => (
          <li key={room.id}>
            <RoomLink room={room} isBeingRead={room.id === roomBeingRead} />
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className={styles.none}>No room has “{filter.trim()}” in its name.</p>}
    </>
  );
}

function matches(room: RoomView, filter: string): boolean {
  return room.name.toLocaleLowerCase().includes(filter.trim().toLocaleLowerCase());
}

function RoomLink({ room, isBeingRead }: { room: RoomView; isBeingRead: boolean }) {
  const { unreadCount, unreadMentionCount } = room.me;
  const isUnread = unreadCount > 0 && !isBeingRead;
  return (
    <NavLink
      to={`/rooms/${room.id}`}
      title={room.name}
      className={({ isActive }) =>
        classNames(styles.room, isActive && styles.active, isUnread && styles.unread)
      }
    >
      <span aria-hidden="true" className={styles.dot} />
      <span className={styles.name}>
        <bdi>{room.name}</bdi>
      </span>
      {isUnread && unreadMentionCount > 0 && (
        <Badge tone="call" label={`${String(unreadMentionCount)} unread mentions`}>
          @{atMost99(unreadMentionCount)}
        </Badge>
      )}
      {isUnread && <Badge label={`${String(unreadCount)} unread messages`}>{atMost99(unreadCount)}</Badge>}
    </NavLink>
  );
}

function atMost99(count: number): string {
  return count > 99 ? '99+' : String(count);
}
