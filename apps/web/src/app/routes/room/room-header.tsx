import type { RoomView } from '@carillon/contracts';
import { ArrowLeft, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { IconButton } from '../../../shared/ui/icon-button';
import styles from './room-header.module.css';

type Props = {
  room: RoomView;
  isRosterOpen: boolean;
  onToggleRoster: () => void;
  /** The menu behind the gear. */
  settings: ReactNode;
};

/** Name of the room, how many are in it, and its settings. */
export function RoomHeader({ room, isRosterOpen, onToggleRoster, settings }: Props) {
  return (
    <header className={styles.header}>
      <Link to="/" aria-label="Back to rooms" className={styles.back}>
        <ArrowLeft />
      </Link>
      <h1 dir="auto" className={styles.name} title={room.name}>
        {room.name}
      </h1>
      <span className={styles.count}>{memberCount(room.memberCount)}</span>
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

function memberCount(count: number): string {
  return count === 1 ? '1 member' : `${String(count)} members`;
}
