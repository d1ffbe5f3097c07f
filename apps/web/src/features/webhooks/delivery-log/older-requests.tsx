import { limits } from '@carillon/contracts';
import { useEffect, useEffectEvent, useRef } from 'react';
import { Button } from '../../../shared/ui/button';
import styles from './delivery-list.module.css';

type Props = {
  hasOlder: boolean;
  isLoading: boolean;
  error: Error | null;
  onLoad: () => void;
};

/** How far below the edge the next page is asked for. Unit: CSS pixels. */
const ahead = '300px 0px';

/** The end of what was read: the way to older requests, which also come by themselves when it is scrolled to. */
export function OlderRequests({ hasOlder, isLoading, error, onLoad }: Props) {
  const end = useRef<HTMLDivElement>(null);
  const mayLoad = hasOlder && !isLoading && !error;
  const handleSeen = useEffectEvent(onLoad);
  useEffect(() => {
    const element = end.current;
    if (!element || !mayLoad) return;
    // Made anew after each page, so each page asks once.
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) handleSeen();
      },
      { root: element.parentElement, rootMargin: ahead },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [mayLoad]);
  return (
    <div ref={end} className={styles.older}>
      {error && <span role="alert">Older requests could not be loaded. {error.message}</span>}
      {hasOlder ? (
        <Button size="small" isBusy={isLoading} onClick={onLoad}>
          {error ? 'Try again' : 'Load older requests'}
        </Button>
      ) : (
        `Requests are kept for ${days} days, the newest ${whole.format(limits.deliveries.maxKeptPerWebhook)} of each webhook.`
      )}
    </div>
  );
}

const whole = new Intl.NumberFormat();
const days = String(limits.deliveries.lifetimeMs / (24 * 60 * 60 * 1000));
