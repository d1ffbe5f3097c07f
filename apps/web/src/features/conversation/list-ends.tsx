import type { AccountView, MessageView, RoomId, RoomView } from '@carillon/contracts';
import type { Ref } from 'react';
import { Button } from '../../shared/ui/button';
import { Spinner } from '../../shared/ui/spinner';
import { DayLine } from './lines';
import styles from './message-list.module.css';
import { placed, writtenOf, writtenOfUnsent } from './rows';
import type { Timeline, UnsentMessage } from './timeline';
import { UnsentRow } from './unsent-row';

/** More of the history in one direction. */
export type More = { isLoading: boolean; hasFailed: boolean; load: () => void };

export type UnsentActions = {
  onRetry: (token: string) => void;
  onEdit: (message: UnsentMessage) => void;
  onDiscard: (message: UnsentMessage) => void;
};

/** What stands above the messages: the beginning of the room, or that there is more. It is always as high. */
export function ListHead({ room, hasOlder, older }: { room: RoomView; hasOlder: boolean; older: More }) {
  if (hasOlder) return <EndLine more={older} direction="older" />;
  return (
    <p className={styles.end}>
      <span className={styles.beginning}>This is the beginning of {room.name}.</span>
    </p>
  );
}

type FootProps = {
  ref: Ref<HTMLDivElement>;
  roomId: RoomId;
  account: AccountView;
  timeline: Timeline;
  newer: More;
  /** The message right above, if there is nothing between. */
  last: MessageView | undefined;
  today: number;
  unsentActions: UnsentActions;
};

/** What stands below the messages: that there is more, and what the reader has written that is not among them. */
export function ListFoot({ ref, roomId, account, timeline, newer, last, today, unsentActions }: FootProps) {
  const above = [
    last && writtenOf(last),
    ...timeline.unsent.map((one) => writtenOfUnsent(one, account.userId)),
  ];
  return (
    <div ref={ref} className={styles.foot}>
      {timeline.hasNewer && <EndLine more={newer} direction="newer" />}
      {timeline.unsent.map((message, index) => {
        const written = writtenOfUnsent(message, account.userId);
        const { isFirstOfDay, isGrouped } = placed(above[index], written, false);
        return (
          <div key={message.clientRequestToken}>
            {isFirstOfDay && <DayLine iso={message.writtenAt} today={today} />}
            <UnsentRow
              roomId={roomId}
              message={message}
              account={account}
              isGrouped={isGrouped}
              {...unsentActions}
            />
          </div>
        );
      })}
    </div>
  );
}

function EndLine({ more, direction }: { more: More; direction: 'older' | 'newer' }) {
  const name = direction === 'older' ? 'Older' : 'Newer';
  if (more.hasFailed)
    return (
      <p className={styles.end}>
        {name} messages could not be loaded.
        <Button size="small" onClick={more.load}>
          Try again
        </Button>
      </p>
    );
  return (
    <div className={styles.end}>{more.isLoading && <Spinner label={`Loading ${direction} messages`} />}</div>
  );
}
