import type { DeliveryId, DeliveryView } from '@carillon/contracts';
import { memo, type ReactNode } from 'react';
import styles from './delivery-list.module.css';
import { DeliveryRow } from './delivery-row';

type Props = {
  deliveries: readonly DeliveryView[];
  today: string;
  openRows: ReadonlySet<DeliveryId>;
  /** The row that Tab stops at, where it is one of these. */
  tabStop: DeliveryId | null;
  onToggle: (id: DeliveryId) => void;
  onFocus: (id: DeliveryId) => void;
  /** Draws what stands below an open row. */
  renderDetails: (delivery: DeliveryView) => ReactNode;
};

/** About how high a row is, until the browser has drawn it. Unit: rem. */
const rowSize = 3.6;

/** Some rows that are drawn, and laid out, as one piece: among thousands, one that did not change costs nothing. */
export const DeliveryChunk = memo(function DeliveryChunk({
  deliveries,
  today,
  openRows,
  tabStop,
  onToggle,
  onFocus,
  renderDetails,
}: Props) {
  return (
    <div
      role="none"
      className={styles.chunk}
      style={{ containIntrinsicBlockSize: `auto ${String(deliveries.length * rowSize)}rem` }}
    >
      {deliveries.map((delivery) => {
        const isOpen = openRows.has(delivery.id);
        return (
          <DeliveryRow
            key={delivery.id}
            delivery={delivery}
            today={today}
            isOpen={isOpen}
            isTabStop={delivery.id === tabStop}
            onToggle={onToggle}
            onFocus={onFocus}
            details={isOpen && renderDetails(delivery)}
          />
        );
      })}
    </div>
  );
}, isSame);

/** The rows are cut anew each time, so they are compared one by one. */
function isSame(before: Props, after: Props): boolean {
  return (
    before.deliveries.length === after.deliveries.length &&
    before.deliveries.every((delivery, index) => delivery === after.deliveries[index]) &&
    before.today === after.today &&
    before.openRows === after.openRows &&
    before.tabStop === after.tabStop &&
    before.onToggle === after.onToggle &&
    before.onFocus === after.onFocus &&
    before.renderDetails === after.renderDetails
  );
}
