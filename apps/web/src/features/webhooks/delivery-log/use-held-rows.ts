import type { DeliveryId, DeliveryView, MessageId } from '@carillon/contracts';
import { useState } from 'react';

type HeldRows = {
  /** What is drawn. */
  shown: readonly DeliveryView[];
  /** How many came since, which wait above. */
  heldCount: number;
  /** Lets those that wait in. */
  reveal: () => void;
};

/**
 * Keeps new requests back while somebody reads, so that nothing moves under their eyes. What the reader posted
 * themselves (`ownMessage`) is what they look for, and comes in at once where the top is in view.
 */
export function useHeldRows(
  deliveries: readonly DeliveryView[],
  reading: { isAtTop: boolean; hasOpenRow: boolean; ownMessage: MessageId | null },
): HeldRows {
  const isReading = !reading.isAtTop || reading.hasOpenRow;
  const newest = deliveries[0]?.id ?? null;
  /** The topmost row while rows are held. */
  const [top, setTop] = useState<DeliveryId | null>(null);
  if (isReading && top === null && newest !== null) setTop(newest);
  if (!isReading && top !== null) setTop(null);

  // A log that started again from its first page may no longer have that row: then nothing is held.
  const heldCount =
    top === null
      ? 0
      : Math.max(
          0,
          deliveries.findIndex(({ id }) => id === top),
        );
  const isOwnHeld =
    reading.ownMessage !== null &&
    deliveries.slice(0, heldCount).some(({ message }) => message?.id === reading.ownMessage);
  if (isOwnHeld && reading.isAtTop) setTop(newest);

  return {
    shown: heldCount === 0 ? deliveries : deliveries.slice(heldCount),
    heldCount,
    reveal: () => {
      setTop(newest);
    },
  };
}
