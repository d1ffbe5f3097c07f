import type { DeliveryView } from '@carillon/contracts';
import { Check, X } from 'lucide-react';
import { classNames } from '../../../shared/ui/class-names';
import styles from './delivery-status.module.css';
import { outcomeLabel } from './formats';

/** What a request was answered with: a sign, a number and a word, so that no colour is needed to tell. */
export function DeliveryStatus({ delivery }: { delivery: DeliveryView }) {
  const isAccepted = delivery.outcome === 'accepted';
  return (
    <span className={classNames(styles.status, isAccepted ? styles.accepted : styles.refused)}>
      {isAccepted ? <Check aria-hidden="true" /> : <X aria-hidden="true" />}
      {delivery.status} {outcomeLabel(delivery)}
    </span>
  );
}
