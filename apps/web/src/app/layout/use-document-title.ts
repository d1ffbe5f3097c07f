import { useEffect } from 'react';

/** Names the page in its tab: what is shown, and in front how much waits to be read. */
export function useDocumentTitle(name: string | null, unreadCount = 0): void {
  const title = name === null ? 'Carillon' : `${name} · Carillon`;
  const whole = unreadCount > 0 ? `(${String(unreadCount)}) ${title}` : title;
  useEffect(() => {
    document.title = whole;
  }, [whole]);
}
