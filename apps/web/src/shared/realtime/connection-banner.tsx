import { useEffect, useState } from 'react';
import { Banner } from '../ui/banner';
import { useConnectionState } from './realtime-context';

/** A short break is not worth a word. */
const patienceMs = 1500;

/** Says so when the connection is lost for longer than a moment. */
export function ConnectionBanner() {
  const isLost = useConnectionState() === 'reconnecting';
  const isLostForLong = useHasLasted(isLost, patienceMs);
  if (!isLostForLong) return null;
  return <Banner tone="warning">Offline: reconnecting…</Banner>;
}

/** Whether a condition has been true for so long without a break. */
function useHasLasted(condition: boolean, ms: number): boolean {
  const [hasLasted, setHasLasted] = useState(false);
  useEffect(() => {
    if (!condition) return;
    const timer = setTimeout(() => {
      setHasLasted(true);
    }, ms);
    return () => {
      clearTimeout(timer);
      setHasLasted(false);
    };
  }, [condition, ms]);
  return hasLasted;
}
