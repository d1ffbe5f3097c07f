import type { RoomView, UserId } from '@carillon/contracts';
import { useNavigate } from 'react-router';
import { Avatar } from '../../../shared/ui/avatar';
import type { ElementOrPoint } from '../../../shared/ui/menu';
import { showToast } from '../../../shared/ui/toasts';
import { useOpenConversation } from '../api';
import { useFound } from '../finder/use-found';
import styles from './found-list.module.css';
import { RoomRow } from './room-row';

type Props = {
  text: string;
  readerId: UserId;
  openRoomId: string | null;
  roomBeingRead: string | null;
  onMenu: (room: RoomView, anchor: ElementOrPoint) => void;
  /** Something was chosen: the text has done its work. */
  onGone: () => void;
};

/** What a text finds, in place of the sections: rooms and conversations, then people to begin one with. */
export function FoundList({ text, readerId, openRoomId, roomBeingRead, onMenu, onGone }: Props) {
  const { destinations, isLooking } = useFound(text, openRoomId, readerId);
  const start = useOpenConversation();
  const navigate = useNavigate();
  const rooms = destinations.flatMap((item) => (item.kind === 'room' ? [item.room] : []));
  const people = destinations.flatMap((item) => (item.kind === 'person' ? [item.person] : []));
  return (
    <>
      {rooms.length > 0 && (
        <ul aria-label="Rooms found" className={styles.list}>
          {rooms.map((room) => (
            <li key={room.id}>
              <RoomRow room={room} isBeingRead={room.id === roomBeingRead} onMenu={onMenu} onOpen={onGone} />
            </li>
          ))}
        </ul>
      )}
      {people.length > 0 && (
        <>
          <h2 className={styles.heading}>People</h2>
          <ul aria-label="People found" className={styles.list}>
            {people.map((person) => (
              <li key={person.userId}>
                <button
                  type="button"
                  className={styles.person}
                  disabled={start.isPending}
                  onClick={() => {
                    start.mutate([person.userId], {
                      onSuccess: (room) => {
                        onGone();
                        void navigate(`/rooms/${room.id}`);
                      },
                      onError: (error) => {
                        showToast(error.message);
                      },
                    });
                  }}
                >
                  <Avatar name={person.displayName} identity={person.userId} size="tiny" />
                  <span className={styles.name}>
                    <bdi>{person.displayName}</bdi>
                  </span>
                  <span className={styles.alias}>@{person.alias}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {destinations.length === 0 && (
        <p role="status" className={styles.none}>
          {isLooking ? 'Looking…' : `No room and nobody is called “${text.trim()}”.`}
        </p>
      )}
    </>
  );
}
