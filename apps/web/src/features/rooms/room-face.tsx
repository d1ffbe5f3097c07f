import type { RoomView } from '@carillon/contracts';
import { Hash, UsersRound } from 'lucide-react';
import { Avatar } from '../../shared/ui/avatar';
import styles from './room-face.module.css';

/** What stands before the name of a room: a sign, or the face of whom one talks to. */
export function RoomFace({ room: { kind, people } }: { room: Pick<RoomView, 'kind' | 'people'> }) {
  const [other] = people;
  if (kind === 'direct' && other)
    return <Avatar name={other.displayName} identity={other.userId} size="tiny" />;
  return (
    <span aria-hidden="true" className={styles.face}>
      {kind === 'room' ? <Hash /> : <UsersRound />}
    </span>
  );
}
