import { useEffect, useState } from 'react';
import { useConnectionState } from './realtime-context';

/** A short break is not worth a word. */
const patienceMs = 1500;

/** Whether the connection is lost, for longer than a moment. */
export function useIsOffline(): boolean {
  return useHasLasted(useConnectionState() === 'reconnecting', patienceMs);
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
