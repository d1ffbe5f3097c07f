import { useEffect, useRef } from 'react';
import { Avatar } from '../../../shared/ui/avatar';
import { Badge } from '../../../shared/ui/badge';
import { classNames } from '../../../shared/ui/class-names';
import { RoomFace } from '../room-face';
import styles from './destination-list.module.css';
import type { Destination } from './rank';

type Props = {
  id: string;
  label: string;
  destinations: readonly Destination[];
  /** The one that Enter chooses. */
  index: number;
  onPoint: (index: number) => void;
  onChoose: (destination: Destination) => void;
};

export function optionId(listId: string, index: number): string {
  return `${listId}-${String(index)}`;
}

export function keyOf(destination: Destination): string {
  return destination.kind === 'room' ? destination.room.id : destination.person.userId;
}

/** Where one can go, with one of them marked. The field above keeps the focus. */
export function DestinationList({ id, label, destinations, index, onPoint, onChoose }: Props) {
  const marked = useRef<HTMLLIElement>(null);
  useEffect(() => {
    marked.current?.scrollIntoView({ block: 'nearest' });
  }, [index]);
  return (
    <ul id={id} role="listbox" aria-label={label} className={styles.list}>
      {destinations.map((destination, place) => (
        <li
          key={keyOf(destination)}
          ref={place === index ? marked : undefined}
          id={optionId(id, place)}
          role="option"
          aria-selected={place === index}
          className={classNames(styles.option, place === index && styles.marked)}
          onPointerMove={() => {
            if (place !== index) onPoint(place);
          }}
          // The field keeps the focus.
          onMouseDown={(event) => {
            event.preventDefault();
          }}
          onClick={() => {
            onChoose(destination);
          }}
        >
          <Line destination={destination} />
        </li>
      ))}
    </ul>
  );
}

function Line({ destination }: { destination: Destination }) {
  if (destination.kind === 'person') {
    const { displayName, userId, alias } = destination.person;
    return (
      <>
        <Avatar name={displayName} identity={userId} size="tiny" />
        <bdi className={styles.name}>{displayName}</bdi>
        <span className={styles.note}>@{alias}</span>
      </>
    );
  }
  const { room } = destination;
  const { unreadCount, unreadMentionCount, isHidden } = room.me;
  const calls = unreadMentionCount > 0 || (room.kind !== 'room' && unreadCount > 0);
  return (
    <>
      <RoomFace room={room} />
      <bdi className={classNames(styles.name, unreadCount > 0 && styles.unread)}>{room.name}</bdi>
      <span className={styles.note}>{isHidden ? 'hidden' : noteOf(room.topic, room.people)}</span>
      {unreadCount > 0 && (
        <Badge tone={calls ? 'call' : 'quiet'} label={`${String(unreadCount)} unread`}>
          {unreadCount > 99 ? '99+' : unreadCount}
        </Badge>
      )}
    </>
  );
}

function noteOf(topic: string, people: readonly { alias: string }[]): string {
  const [only] = people;
  return people.length === 1 && only ? `@${only.alias}` : topic;
}
