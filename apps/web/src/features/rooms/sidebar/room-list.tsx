import type { RoomView, UserId } from '@carillon/contracts';
import { SlidersHorizontal, X } from 'lucide-react';
import { lazy, Suspense, useCallback, useDeferredValue, useState, type ReactNode } from 'react';
import { remember, recall, useRemembered } from '../../../shared/page/remembered';
import { untilLoaded } from '../../../shared/page/until-loaded';
import { FilterField } from '../../../shared/ui/filter-field';
import { IconButton } from '../../../shared/ui/icon-button';
import { Menu, MenuChoice, MenuSeparator, type ElementOrPoint } from '../../../shared/ui/menu';
import type { RoomQuestion } from '../room-menu-items';
import styles from './room-list.module.css';
import { RoomSection } from './room-section';
import {
  sectionsOf,
  stillShown,
  type RoomFilter,
  type RoomOrder,
  type Section,
  type SectionName,
} from './sections';
import { useHeldActivity } from './use-held-activity';

// Not needed for the first paint, so they come with the first menu and the first letter.
const RoomMenu = lazy(async () => ({
  default: (await untilLoaded(() => import('./room-menu'))).RoomMenu,
}));

const FoundList = lazy(async () => ({
  default: (await untilLoaded(() => import('./found-list'))).FoundList,
}));

type Props = {
  /** Sorted by name. */
  rooms: readonly RoomView[];
  readerId: UserId;
  openRoomId: string | null;
  /** The room that is being read at this moment: nothing in it is news. */
  roomBeingRead: string | null;
  onAsk: (room: RoomView, question: RoomQuestion) => void;
  /** A button at the end of the heading of each section. */
  newRoom: ReactNode;
  newMessage: ReactNode;
};

const titles: Readonly<Record<SectionName, string>> = {
  favourites: 'Favourites',
  rooms: 'Rooms',
  conversations: 'Direct messages',
  hidden: 'Hidden',
};

const orders: readonly { value: RoomOrder; label: string }[] = [
  { value: 'activity', label: 'By activity' },
  { value: 'name', label: 'By name' },
];
const filters: readonly { value: RoomFilter; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'unread', label: 'Unread' },
  { value: 'mentions', label: 'Mentions' },
];

/** The rooms of the reader in sections, a field that finds more, and what is shown of them. */
export function RoomList({
  rooms: latest,
  readerId,
  openRoomId,
  roomBeingRead,
  onAsk,
  newRoom,
  newMessage,
}: Props) {
  // A stream of messages changes the rooms many times a second; typing and pressing go first.
  const rooms = useDeferredValue(latest);
  const [text, setText] = useState('');
  const [order, setOrder] = useRemembered('roomOrder', 'activity');
  const [filter, setFilter] = useState<RoomFilter>('all');
  const { isClosed, toggle } = useClosedSections();
  const held = useHeldActivity(rooms);
  const [menu, setMenu] = useState<{ roomId: string; anchor: ElementOrPoint } | null>(null);
  const handleMenu = useCallback((room: RoomView, anchor: ElementOrPoint) => {
    setMenu({ roomId: room.id, anchor });
  }, []);
  const menuRoom = menu && latest.find(({ id }) => id === menu.roomId);
  const sections = sectionsOf(rooms, {
    order: order === 'name' ? 'name' : 'activity',
    filter,
    openRoomId,
    roomBeingRead,
    activityOf: held.activityOf,
  });
  const actions: Partial<Record<SectionName, ReactNode>> = {
    rooms: newRoom,
    conversations: newMessage,
  };
  const isFiltered = filter !== 'all';
  const shownOf = (section: Section) =>
    isClosed(section.name) && !isFiltered
      ? stillShown(section, { openRoomId, roomBeingRead })
      : section.rooms;
  return (
    <div className={styles.whole}>
      <div className={styles.find}>
        <div className={styles.field}>
          <FilterField label="Find rooms and people" value={text} onValueChange={setText} />
        </div>
        <Menu
          trigger={
            <IconButton label="What the list shows" size="small" aria-pressed={isFiltered}>
              <SlidersHorizontal />
            </IconButton>
          }
        >
          <MenuChoice label="Show" options={filters} value={filter} onValueChange={setFilter} />
          <MenuSeparator />
          <MenuChoice
            label="Order"
            options={orders}
            value={order === 'name' ? 'name' : 'activity'}
            onValueChange={setOrder}
          />
        </Menu>
      </div>
      <div
        data-scroller
        className={styles.scroller}
        onPointerEnter={({ pointerType }) => {
          if (pointerType === 'mouse') held.hold();
        }}
        onPointerLeave={held.release}
      >
        <div>
          {isFiltered && (
            <p className={styles.filtered}>
              {filter === 'unread' ? 'Unread only' : 'Mentions only'}
              <IconButton
                label="Show all rooms"
                size="small"
                onClick={() => {
                  setFilter('all');
                }}
              >
                <X />
              </IconButton>
            </p>
          )}
          {text.trim() === '' ? (
            sections.map((section) => (
              <RoomSection
                key={section.name}
                title={titles[section.name]}
                rooms={shownOf(section)}
                count={section.rooms.length}
                isClosed={isClosed(section.name) && !isFiltered}
                onToggle={() => {
                  toggle(section.name);
                }}
                roomBeingRead={roomBeingRead}
                onMenu={handleMenu}
                action={actions[section.name]}
                emptyText={emptyText(section.name, filter)}
              />
            ))
          ) : (
            <Suspense fallback={null}>
              <FoundList
                text={text}
                readerId={readerId}
                openRoomId={openRoomId}
                roomBeingRead={roomBeingRead}
                onMenu={handleMenu}
                onGone={() => {
                  setText('');
                }}
              />
            </Suspense>
          )}
        </div>
      </div>
      {menu && menuRoom && (
        <Suspense fallback={null}>
          <RoomMenu
            key={menu.roomId}
            room={menuRoom}
            anchor={menu.anchor}
            onAsk={(question) => {
              onAsk(menuRoom, question);
            }}
            onClose={() => {
              setMenu(null);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

function emptyText(name: SectionName, filter: RoomFilter): string {
  if (filter === 'unread') return 'Nothing unread.';
  if (filter === 'mentions') return 'Nothing for you.';
  return name === 'rooms' ? 'No rooms yet.' : 'Nobody yet.';
}

const closedName = 'closedSections';

/** Which sections are closed on this device; at first the hidden rooms. */
function useClosedSections() {
  const [closed, setClosed] = useState(() => new Set((recall(closedName) ?? 'hidden').split(',')));
  return {
    isClosed: (name: SectionName) => closed.has(name),
    toggle: (name: SectionName) => {
      const next = new Set(closed);
      if (!next.delete(name)) next.add(name);
      setClosed(next);
      remember(closedName, [...next].join(','));
    },
  };
}
