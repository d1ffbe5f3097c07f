import type { RoomView } from '@carillon/contracts';
import { ChevronRight } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import type { ElementOrPoint } from '../../../shared/ui/menu';
import { RoomRow } from './room-row';
import styles from './room-section.module.css';
import { useRowWindow } from './use-row-window';

type Props = {
  title: string;
  rooms: readonly RoomView[];
  /** How many there are, where the section is closed and shows only some. */
  count: number;
  isClosed: boolean;
  onToggle: () => void;
  roomBeingRead: string | null;
  onMenu: (room: RoomView, anchor: ElementOrPoint) => void;
  /** A button at the end of the heading. */
  action?: ReactNode;
  /** What stands here while there are no rooms. */
  emptyText?: string;
};

/** One part of the sidebar: a heading that closes it, and its rooms. */
export function RoomSection({
  title,
  rooms,
  count,
  isClosed,
  onToggle,
  roomBeingRead,
  onMenu,
  action,
  emptyText,
}: Props) {
  const list = useRef<HTMLUListElement>(null);
  const { first, last, before, after } = useRowWindow(list, rooms.length);
  return (
    <section className={styles.section}>
      <div className={styles.heading}>
        <h2 className={styles.title}>
          <button type="button" aria-expanded={!isClosed} onClick={onToggle} className={styles.toggle}>
            <ChevronRight aria-hidden="true" />
            {title}
            {isClosed && count > 0 && <span className={styles.count}>{count}</span>}
          </button>
        </h2>
        {action}
      </div>
      <ul
        ref={list}
        aria-label={title}
        className={styles.list}
        style={{ paddingBlockStart: before, paddingBlockEnd: after }}
      >
        {rooms.slice(first, last).map((room, index) => (
          <li key={room.id} aria-setsize={rooms.length} aria-posinset={first + index + 1}>
            <RoomRow room={room} isBeingRead={room.id === roomBeingRead} onMenu={onMenu} />
          </li>
        ))}
      </ul>
      {!isClosed && rooms.length === 0 && emptyText !== undefined && (
        <p className={styles.none}>{emptyText}</p>
      )}
    </section>
  );
}
