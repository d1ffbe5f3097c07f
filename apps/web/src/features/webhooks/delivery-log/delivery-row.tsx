import type { DeliveryId, DeliveryView } from '@carillon/contracts';
import { ChevronDown } from 'lucide-react';
import { memo, useId, type ReactNode } from 'react';
import { Badge } from '../../../shared/ui/badge';
import { classNames } from '../../../shared/ui/class-names';
import { clockTime } from '../../../shared/ui/times';
import styles from './delivery-row.module.css';
import { DeliveryStatus } from './delivery-status';
import { duration, shortSize, sourceOf } from './formats';

type Props = {
  delivery: DeliveryView;
  /** As `useToday` says it. */
  today: string;
  isOpen: boolean;
  /** The one row that Tab stops at; arrow keys lead to the others. */
  isTabStop: boolean;
  onToggle: (id: DeliveryId) => void;
  onFocus: (id: DeliveryId) => void;
  /** What stands below it while it is open. */
  details: ReactNode;
};

/** One request: the outcome and why in two lines, and more when it is opened. */
export const DeliveryRow = memo(function DeliveryRow({
  delivery,
  today,
  isOpen,
  isTabStop,
  onToggle,
  onFocus,
  details,
}: Props) {
  const detailsId = useId();
  return (
    <div role="listitem" className={classNames(styles.item, isOpen && styles.open)}>
      <button
        type="button"
        data-delivery
        aria-expanded={isOpen}
        aria-controls={isOpen ? detailsId : undefined}
        tabIndex={isTabStop ? 0 : -1}
        className={styles.summary}
        onClick={() => {
          onToggle(delivery.id);
        }}
        onFocus={() => {
          onFocus(delivery.id);
        }}
      >
        <span className={styles.status}>
          <DeliveryStatus delivery={delivery} />
        </span>{' '}
        <time dateTime={delivery.receivedAt} className={styles.time}>
          {clockTime(delivery.receivedAt, today)}
        </time>{' '}
        <span dir="auto" className={styles.words}>
          {delivery.reason ?? delivery.preview ?? 'No text'}
        </span>{' '}
        <span className={styles.facts}>
          <Facts delivery={delivery} />
        </span>
        <ChevronDown aria-hidden="true" className={styles.chevron} />
      </button>
      {isOpen && (
        <div id={detailsId} className={styles.details}>
          {details}
        </div>
      )}
    </div>
  );
});

function Facts({ delivery }: { delivery: DeliveryView }) {
  const { isRepeat, times, sizeBytes, latencyMs } = delivery;
  const facts = [
    sourceOf(delivery),
    sizeBytes === null ? 'body not read' : shortSize(sizeBytes),
    duration(latencyMs),
  ];
  return (
    <>
      {facts.join(' · ')}
      {isRepeat && (
        <>
          {' '}
          <Badge>Repeat</Badge>
        </>
      )}
      {times > 1 && (
        <>
          {' '}
          <Badge label={`${String(times)} requests like this one`}>× {times}</Badge>
        </>
      )}
    </>
  );
}
