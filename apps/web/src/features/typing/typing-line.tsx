import { limits, type MemberView, type RoomId } from '@carillon/contracts';
import { useEffect, useState } from 'react';
import { useRealtimeEvent } from '../../shared/realtime/realtime-context';
import { useTypingChoice } from './typing-choice';
import styles from './typing-line.module.css';
import { nobody, stillTyping, typingWords, withoutTyping, withTyping } from './typing-people';

type Props = { roomId: RoomId; members: readonly MemberView[] };

/** Who else writes in the room at this moment. Its place is kept, so that nothing moves when somebody begins. */
export function TypingLine({ roomId, members }: Props) {
  const [isOn] = useTypingChoice();
  if (!isOn) return null;
  return (
    <p className={styles.line}>
      <Words key={roomId} roomId={roomId} members={members} />
    </p>
  );
}

function Words({ roomId, members }: Props) {
  const typing = useTyping(roomId);
  const names = [...typing.keys()].flatMap(
    (userId) => members.find((member) => member.userId === userId)?.displayName ?? [],
  );
  const words = typingWords(names);
  if (words === '') return null;
  return (
    <>
      <span aria-hidden="true" className={styles.dots}>
        <i />
        <i />
        <i />
      </span>
      {words}
    </>
  );
}

function useTyping(roomId: RoomId) {
  const [typing, setTyping] = useState(nobody);
  useRealtimeEvent('typing:reported', (event) => {
    if (event.roomId !== roomId) return;
    setTyping((known) => withTyping(known, event.userId, Date.now() + limits.typing.lifetimeMs));
  });
  // Whoever has sent what they wrote has ended.
  useRealtimeEvent('message:created', ({ roomId: id, author }) => {
    if (id === roomId && author.kind === 'member') setTyping((known) => withoutTyping(known, author.userId));
  });
  useRealtimeEvent('roster:changed', ({ roomId: id, change }) => {
    const isGone = change.kind === 'presence-changed' && !change.isPresent;
    if (id === roomId && isGone) setTyping((known) => withoutTyping(known, change.userId));
  });
  useEffect(() => {
    if (typing.size === 0) return;
    const timer = setTimeout(
      () => {
        setTyping((known) => stillTyping(known, Date.now()));
      },
      Math.max(0, Math.min(...typing.values()) - Date.now()),
    );
    return () => {
      clearTimeout(timer);
    };
  }, [typing]);
  return typing;
}
