import type { AccountView, RoomView } from '@carillon/contracts';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { Button } from '../../shared/ui/button';
import { Spinner } from '../../shared/ui/spinner';
import { DayLine, NewLine } from './lines';
import { MessageRow } from './message-row';
import styles from './message-list.module.css';
import { rowsOf, type NewSince, type Row } from './rows';
import type { Timeline, UnsentMessage } from './timeline';
import { UnsentRow } from './unsent-row';
import { useToday } from './use-today';

export type UnsentActions = {
  onRetry: (token: string) => void;
  onEdit: (message: UnsentMessage) => void;
  onDiscard: (token: string) => void;
};

type Props = {
  room: RoomView;
  account: AccountView;
  timeline: Timeline;
  newSince: NewSince;
  older: { isLoading: boolean; hasFailed: boolean; load: () => void };
  unsentActions: UnsentActions;
};

/** All messages on hand, oldest first. Asks for older ones when its beginning comes into view. */
export function MessageList({ room, account, timeline, newSince, older, unsentActions }: Props) {
  const today = useToday();
  const rows = useMemo(
    () => rowsOf(timeline, account.userId, newSince),
    [timeline, account.userId, newSince],
  );
  const log = useOpeningAtNewLine();

  const drawRow = (row: Row) => {
    switch (row.kind) {
      case 'day':
        return <DayLine key={row.key} iso={row.iso} today={today} />;
      case 'new':
        return <NewLine key={row.key} />;
      case 'message':
        return (
          <MessageRow key={row.key} message={row.message} reader={account.userId} isGrouped={row.isGrouped} />
        );
      case 'unsent':
        return (
          <UnsentRow
            key={row.key}
            message={row.message}
            account={account}
            isGrouped={row.isGrouped}
            {...unsentActions}
          />
        );
    }
  };

  return (
    <div
      ref={log}
      role="log"
      aria-label={`Messages in ${room.name}`}
      aria-busy={older.isLoading}
      className={styles.log}
    >
      <Beginning room={room} hasOlder={timeline.hasOlder} older={older} />
      {rows.map(drawRow)}
    </div>
  );
}

/** Brings the "New messages" line into view once, when the list is first drawn. */
function useOpeningAtNewLine() {
  const log = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    log.current?.querySelector('[data-new-line]')?.scrollIntoView({ block: 'start', behavior: 'instant' });
  }, []);
  return log;
}

type BeginningProps = { room: RoomView; hasOlder: boolean; older: Props['older'] };

function Beginning({ room, hasOlder, older }: BeginningProps) {
  if (!hasOlder) return <p className={styles.beginning}>This is the beginning of {room.name}.</p>;
  if (older.hasFailed) {
    return (
      <p className={styles.beginning}>
        Older messages could not be loaded.{' '}
        <Button size="small" onClick={older.load}>
          Try again
        </Button>
      </p>
    );
  }
  return (
    <div className={styles.beginning}>
      {older.isLoading ? <Spinner label="Loading older messages" /> : <OlderSentinel onSeen={older.load} />}
    </div>
  );
}

/** An element that reports when it is about to come into view. It is made anew after each page, so each page asks once. */
function OlderSentinel({ onSeen }: { onSeen: () => void }) {
  const sentinel = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const element = sentinel.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) onSeen();
      },
      { root: element.closest('[data-scroller]'), rootMargin: '600px 0px' },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [onSeen]);
  return <span ref={sentinel} className={styles.sentinel} />;
}
