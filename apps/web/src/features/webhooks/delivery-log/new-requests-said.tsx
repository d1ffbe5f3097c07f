import type { DeliveryId, DeliveryView } from '@carillon/contracts';
import { useEffect, useEffectEvent, useState } from 'react';
import { outcomeLabel } from './formats';

/** Requests that come within this time are said in one sentence. Unit: milliseconds. */
const collectMs = 1500;

/** Says to screen readers what has come in: one sentence for many, however fast they come. */
export function NewRequestsSaid({ deliveries }: { deliveries: readonly DeliveryView[] }) {
  const newest = deliveries[0]?.id ?? null;
  const [said, setSaid] = useState({ upTo: newest, sentence: '' });
  const isBehind = newest !== null && newest !== said.upTo;
  const handleDue = useEffectEvent(() => {
    setSaid({ upTo: newest, sentence: sentenceFor(deliveries, said.upTo) });
  });
  // Starts with the first of several, and is not put off by those that follow it.
  useEffect(() => {
    if (!isBehind) return;
    const timer = setTimeout(() => {
      handleDue();
    }, collectMs);
    return () => {
      clearTimeout(timer);
    };
  }, [isBehind]);
  return (
    <p role="status" className="visually-hidden">
      {/* Another element for each sentence, so that the same one is said twice. */}
      <span key={said.upTo}>{said.sentence}</span>
    </p>
  );
}

function sentenceFor(deliveries: readonly DeliveryView[], upTo: DeliveryId | null): string {
  const place = deliveries.findIndex(({ id }) => id === upTo);
  const fresh = place === -1 ? deliveries : deliveries.slice(0, place);
  const [only] = fresh;
  if (only && fresh.length === 1) return `New request: ${String(only.status)} ${outcomeLabel(only)}`;
  const refused = fresh.filter(({ outcome }) => outcome === 'refused').length;
  return `${String(fresh.length)} new requests, ${String(refused)} of them refused`;
}
