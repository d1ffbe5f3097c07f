import type { RoomView } from '@carillon/contracts';
import { ArrowLeft, Pin, Search, Star, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { useChangeMySettings } from '../../../features/rooms/api';
import { RoomFace } from '../../../features/rooms/room-face';
import { classNames } from '../../../shared/ui/class-names';
import { IconButton } from '../../../shared/ui/icon-button';
import styles from './room-header.module.css';
import { RoomTopic } from './room-topic';

type Props = {
  room: RoomView;
  isRosterOpen: boolean;
  onToggleRoster: () => void;
  onShowPins: () => void;
  /** The menu behind the gear. */
  settings: ReactNode;
};

/** Name of the room, what it is about, how many are in it, and its settings. */
export function RoomHeader({ room, isRosterOpen, onToggleRoster, onShowPins, settings }: Props) {
  const navigate = useNavigate();
  return (
    <header className={styles.header}>
      <Link to="/" aria-label="Back to rooms" className={styles.back}>
        <ArrowLeft />
      </Link>
      <div className={styles.titles}>
        <div className={styles.line}>
          {room.kind !== 'room' && <RoomFace room={room} />}
          <h1 dir="auto" className={styles.name} title={room.name}>
            {room.name}
          </h1>
          <Favourite room={room} />
          {room.kind === 'direct' ? (
            <DirectNote room={room} />
          ) : (
            <span className={styles.count}>{memberCount(room.memberCount)}</span>
          )}
        </div>
        {room.topic !== '' && <RoomTopic topic={room.topic} />}
      </div>
      <IconButton label="Pinned messages" aria-haspopup="dialog" onClick={onShowPins}>
        <Pin />
      </IconButton>
      <IconButton
        label="Search in this room"
        onClick={() => void navigate('/search', { state: { draft: `in:${nameInSearch(room)} ` } })}
      >
        <Search />
      </IconButton>
      <IconButton
        label={isRosterOpen ? 'Hide roster' : 'Show roster'}
        aria-pressed={isRosterOpen}
        onClick={onToggleRoster}
      >
        <Users />
      </IconButton>
      {settings}
    </header>
  );
}

function Favourite({ room }: { room: RoomView }) {
  const settings = useChangeMySettings();
  const { isFavourite } = room.me;
  return (
    <span className={classNames(styles.star, isFavourite && styles.starred)}>
      <IconButton
        label={isFavourite ? 'Remove from favourites' : 'Add to favourites'}
        size="small"
        aria-pressed={isFavourite}
        onClick={() => {
          settings.mutate({ room, change: { isFavourite: !isFavourite } });
        }}
      >
        <Star />
      </IconButton>
    </span>
  );
}

function DirectNote({ room: { people } }: { room: RoomView }) {
  const [other] = people;
  if (!other) return null;
  return (
    <span className={styles.count}>
      {other.isDeactivated ? `@${other.alias} · account deactivated` : `@${other.alias}`}
    </span>
  );
}

function memberCount(count: number): string {
  return count === 1 ? '1 member' : `${String(count)} members`;
}

/** A conversation, and a room whose name cannot stand in quotation marks, is named by its id. */
function nameInSearch({ id, name, kind }: RoomView): string {
  return kind !== 'room' || /["“”„«»]/.test(name) ? id : `"${name}"`;
}
