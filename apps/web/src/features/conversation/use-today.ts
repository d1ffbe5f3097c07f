import { useEffect, useState } from 'react';
import { dayOf } from './times';

/** The reader's calendar day, which changes at midnight while the page is open. */
export function useToday(): number {
  const [today, setToday] = useState(() => dayOf(new Date()));
  useEffect(() => {
    const now = new Date();
    const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
    const timer = setTimeout(() => setToday(dayOf(new Date())), midnight.getTime() - now.getTime() + 1000);
    return () => {
      clearTimeout(timer);
    };
  }, [today]);
  return today;
}
