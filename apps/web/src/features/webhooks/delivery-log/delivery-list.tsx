import type { DeliveryId, DeliveryView, MessageId, RoomId, WebhookId } from '@carillon/contracts';
import { ArrowUp } from 'lucide-react';
import { useCallback, useRef, useState, type KeyboardEvent, type UIEvent } from 'react';
import { Button } from '../../../shared/ui/button';
import { useToday } from '../../../shared/ui/use-now';
import { useLoadOlder } from './api';
import { inChunks } from './chunks';
import { DeliveryChunk } from './delivery-chunk';
import { DeliveryDetails } from './delivery-details';
import styles from './delivery-list.module.css';
import type { DeliveryFilter, Log } from './log';
import { OlderRequests } from './older-requests';
import { useHeldRows } from './use-held-rows';

type Props = {
  roomId: RoomId;
  webhookId: WebhookId;
  filter: DeliveryFilter;
  log: Log;
  onShowMessage: () => void;
};

/** How far from the top still counts as standing there. Unit: CSS pixels. */
const topTolerance = 4;

/** The requests as far as they were read; the part that scrolls. */
export function DeliveryList({ roomId, webhookId, filter, log, onShowMessage }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [isAtTop, setIsAtTop] = useState(true);
  const [openRows, setOpenRows] = useState<ReadonlySet<DeliveryId>>(new Set());
  const [tabStop, setTabStop] = useState<DeliveryId | null>(null);
  const [ownMessage, setOwnMessage] = useState<MessageId | null>(null);
  const held = useHeldRows(log.deliveries, { isAtTop, hasOpenRow: openRows.size > 0, ownMessage });
  const older = useLoadOlder(roomId, webhookId, filter);
  const today = useToday();

  const handleToggle = useCallback((id: DeliveryId) => {
    setOpenRows((open) => new Set(open.has(id) ? [...open].filter((other) => other !== id) : [...open, id]));
  }, []);

  const renderDetails = useCallback(
    (delivery: DeliveryView) => (
      <DeliveryDetails
        roomId={roomId}
        delivery={delivery}
        onPosted={setOwnMessage}
        onShowMessage={onShowMessage}
      />
    ),
    [roomId, onShowMessage],
  );

  function handleScroll(event: UIEvent<HTMLElement>) {
    setIsAtTop(event.currentTarget.scrollTop <= topTolerance);
  }

  function handleReveal() {
    held.reveal();
    const first = scroller.current;
    if (!first) return;
    first.scrollTop = 0;
    first.focus();
  }

  const chunks = useChunks(held.shown);
  const stop = held.shown.some(({ id }) => id === tabStop) ? tabStop : (held.shown[0]?.id ?? null);
  return (
    <div className={styles.pane}>
      {held.heldCount > 0 && (
        <div className={styles.new}>
          <Button size="small" tone="primary" icon={<ArrowUp />} onClick={handleReveal}>
            {held.heldCount === 1 ? '1 new request' : `${String(held.heldCount)} new requests`}
          </Button>
        </div>
      )}
      <div ref={scroller} tabIndex={-1} className={styles.scroller} onScroll={handleScroll}>
        <div
          role="list"
          aria-label="Requests, newest first"
          className={styles.list}
          onKeyDown={moveAmongRows}
        >
          {chunks.map(({ key, items }) => (
            <DeliveryChunk
              key={key}
              deliveries={items}
              today={today}
              openRows={openRows}
              tabStop={items.some(({ id }) => id === stop) ? stop : null}
              onToggle={handleToggle}
              onFocus={setTabStop}
              renderDetails={renderDetails}
            />
          ))}
        </div>
        <OlderRequests
          hasOlder={log.nextCursor !== null}
          isLoading={older.isPending}
          error={older.error}
          onLoad={older.mutate}
        />
      </div>
    </div>
  );
}

/** The rows in pieces that stay the same, counted from the row that stood at the top first. */
function useChunks(deliveries: readonly DeliveryView[]) {
  const newest = deliveries[0]?.id;
  const [origin, setOrigin] = useState(newest);
  const place = deliveries.findIndex(({ id }) => id === origin);
  // A log that started again from its first page no longer has that row.
  if (place === -1 && origin !== newest) setOrigin(newest);
  return inChunks(deliveries, Math.max(place, 0));
}

/** Up, Down, Home and End lead from row to row. */
function moveAmongRows(event: KeyboardEvent<HTMLElement>): void {
  if (!(event.target instanceof HTMLElement) || !event.target.matches('[data-delivery]')) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-delivery]')];
  const place = rows.indexOf(event.target);
  const next = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: rows.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  rows[next]?.focus();
}
